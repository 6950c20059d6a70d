import { katex } from './libraries.js';

/** Characters. Longer formulas are shown as source: no formula for students is that long. */
const LONGEST = 5000;

/** Browsers fail to lay out thousands of nested nodes. A fraction within a fraction takes some thirty. */
const DEEPEST = 250;

/** Definitions of commands. No answer needs them, and a short one can expand to a huge formula. */
const DEFINES = /\\(?:[egx]?def|let|futurelet|(?:re)?newcommand|providecommand)(?![a-zA-Z])/;

/**
 * Draws a formula. It is drawn into a node and not as HTML text, because the page's content policy refuses style
 * attributes in HTML but allows styles set on nodes.
 *
 * @param {{tex: string, display: boolean, source: string}} formula from an untrusted author
 * @returns {HTMLElement}
 */
export function draw(formula) {
  if (!isDrawable(formula.tex)) {
    return asWritten(formula);
  }
  const node = document.createElement('span');
  node.className = formula.display ? 'formula display' : 'formula';
  try {
    katex.render(asMeant(formula.tex), node, {
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
    // Invalid TeX, or nested too deeply.
    return asWritten(formula);
  }
  return isDeep(node) ? asWritten(formula) : node;
}

/** In TeX a percent sign begins a comment. In an answer it is a percent sign. Some models write entities of HTML. */
function asMeant(tex) {
  return tex
    .replace(/(?<!\\)((?:\\\\)*)%/g, '$1\\%')
    .replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&' })[name]);
}

/** Whether this may be passed to KaTeX at all. */
export function isDrawable(tex) {
  return tex.length <= LONGEST && !DEFINES.test(tex);
}

/** Counts level by level, because a recursion would go as deep as the nodes. */
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

/** Sets the width of accents such as a vector's. KaTeX writes this style as an attribute, which the policy refuses. */
function widen(node) {
  for (const accent of node.querySelectorAll('svg[style][width]')) {
    accent.style.width = accent.getAttribute('width');
  }
}

/** The formula's source. */
export function asWritten(formula) {
  const code = document.createElement('code');
  code.textContent = formula.source;
  return code;
}
