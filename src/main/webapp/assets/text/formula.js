import { katex } from './libraries.js';

/** Longer ones are shown as they were written: nothing a student reads is that long. */
const LONGEST = 5000;

/** Browsers fail on the layout of nodes nested in thousands; a fraction in a fraction takes some thirty. */
const DEEPEST = 250;

/** An answer needs no commands of its own, and they can make much of little. */
const DEFINES = /\\(?:[egx]?def|let|futurelet|(?:re)?newcommand|providecommand)(?![a-zA-Z])/;

/**
 * Draws a formula. It is drawn into a node and not as HTML text, because the page's content policy refuses style
 * attributes in HTML while it allows styles set on nodes.
 *
 * @param {{tex: string, display: boolean, source: string}} formula written by nobody to be trusted
 * @returns {HTMLElement}
 */
export function draw(formula) {
  if (!isDrawable(formula.tex)) {
    return asWritten(formula);
  }
  const node = document.createElement('span');
  node.className = formula.display ? 'formula display' : 'formula';
  try {
    katex.render(formula.tex, node, {
      displayMode: formula.display,
      output: 'htmlAndMathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 300,
      maxSize: 10,
    });
    widen(node);
  } catch {
    // No formula after all, or nested too deeply.
    return asWritten(formula);
  }
  return isDeep(node) ? asWritten(formula) : node;
}

/** Whether KaTeX may be given this at all. */
export function isDrawable(tex) {
  return tex.length <= LONGEST && !DEFINES.test(tex);
}

/** Level by level, since a recursion could be as deep as the nodes. */
function isDeep(node) {
  let level = [node];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      return true;
    }
    level = level.flatMap((parent) => [...parent.children]);
  }
  return false;
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
