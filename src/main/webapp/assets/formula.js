import { katex } from './libraries.js';

/** Longer ones are shown as they were written: nothing a student reads is that long. */
const LONGEST = 5000;

/**
 * Draws a formula. It is drawn into a node and not as HTML text, because the page's content policy refuses style
 * attributes in HTML while it allows styles set on nodes.
 *
 * @param {{tex: string, display: boolean, source: string}} formula written by nobody to be trusted
 * @returns {HTMLElement}
 */
export function draw(formula) {
  const node = document.createElement('span');
  node.className = formula.display ? 'formula display' : 'formula';
  if (formula.tex.length > LONGEST) {
    return asWritten(formula);
  }
  try {
    katex.render(formula.tex, node, {
      displayMode: formula.display,
      output: 'htmlAndMathml',
      throwOnError: false,
      strict: 'ignore',
      trust: false,
      maxExpand: 300,
      maxSize: 20,
    });
    widen(node);
  } catch {
    // Not even an error could be drawn, of nesting too deep for instance.
    return asWritten(formula);
  }
  return node;
}

/** The one style that KaTeX writes as an attribute, which the policy refuses: the width of accents such as a vector's. */
function widen(node) {
  for (const accent of node.querySelectorAll('svg[style][width]')) {
    accent.style.width = accent.getAttribute('width');
  }
}

/** The formula's own text. */
export function asWritten(formula) {
  const code = document.createElement('code');
  code.textContent = formula.source;
  return code;
}
