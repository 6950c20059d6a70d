/**
 * Takes formulas out of Markdown before anything else reads it, so that Markdown sees no underscores, stars and pipes
 * of TeX, and no TeX passes through HTML. Code is left as it is. Needs no browser.
 */

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** Where a formula stood: its number, between two characters that no text is left with. */
export const PLACEHOLDER = /\uE000(\d+)\uE001/g;

/**
 * @param {string} markdown
 * @returns {{text: string, formulas: {tex: string, display: boolean, source: string}[]}} the text with placeholders,
 *   and the formulas by number; `source` is what stood there, delimiters and all
 */
export function takeOut(markdown) {
  const input = markdown.replace(/[\uE000\uE001]/g, '');
  const formulas = [];
  let text = '';
  let at = 0;
  while (at < input.length) {
    const code = codeAt(input, at);
    if (code > at) {
      text += input.slice(at, code);
      at = code;
      continue;
    }
    const formula = formulaAt(input, at);
    if (formula) {
      text += OPEN + formulas.length + CLOSE;
      formulas.push(formula);
      at += formula.source.length;
      continue;
    }
    const width = input[at] === '\\' ? 2 : 1;
    text += input.slice(at, at + width);
    at += width;
  }
  return { text, formulas };
}

/** Puts back what stood there. */
export function putBack(text, formulas) {
  return text.replace(PLACEHOLDER, (_, number) => formulas[number]?.source ?? '');
}

/** The end of the code that begins here; `at` if none does. */
function codeAt(input, at) {
  const mark = input[at];
  if (mark !== '`' && mark !== '~') {
    return at;
  }
  const run = runLength(input, at, mark);
  if (run >= 3 && /(^|\n)[ \t>*+\-\d.)]*$/.test(input.slice(Math.max(0, at - 40), at))) {
    return fenceEnd(input, at, mark, run);
  }
  return mark === '`' ? spanEnd(input, at, run) : at + run;
}

function runLength(input, at, mark) {
  let end = at;
  while (input[end] === mark) {
    end++;
  }
  return end - at;
}

/** A fence runs to a line of at least as many marks, or to the end. */
function fenceEnd(input, at, mark, run) {
  const closing = new RegExp(`\\n[ \\t>]*${mark}{${run},}[ \\t]*(?=\\n|$)`, 'g');
  closing.lastIndex = at;
  return closing.exec(input) ? closing.lastIndex : input.length;
}

/** A span runs to the next run of exactly as many backticks in the same paragraph; without one they are plain text. */
function spanEnd(input, at, run) {
  const paragraph = paragraphEnd(input, at);
  let end = at + run;
  while (end < paragraph) {
    const next = input.indexOf('`', end);
    if (next < 0 || next >= paragraph) {
      break;
    }
    const length = runLength(input, next, '`');
    if (length === run) {
      return next + length;
    }
    end = next + length;
  }
  return at + run;
}

function paragraphEnd(input, at) {
  const blank = /\n[ \t]*\n/g;
  blank.lastIndex = at;
  const found = blank.exec(input);
  return found ? found.index : input.length;
}

function formulaAt(input, at) {
  if (input.startsWith('\\(', at)) {
    return delimited(input, at, '\\(', '\\)', false, paragraphEnd(input, at));
  }
  if (input.startsWith('\\[', at)) {
    return delimited(input, at, '\\[', '\\]', true, input.length);
  }
  if (input.startsWith('$$', at)) {
    return delimited(input, at, '$$', '$$', true, input.length);
  }
  return input[at] === '$' ? betweenDollars(input, at) : null;
}

function delimited(input, at, open, close, display, limit) {
  const from = at + open.length;
  const to = closingAt(input, from, close, limit);
  return to < 0 || !input.slice(from, to).trim() ? null : formula(input, at, from, to, to + close.length, display);
}

/** Steps over escaped characters, so that `\\[2pt]` and `\$` inside a formula close nothing. */
function closingAt(input, from, close, limit) {
  for (let at = from; at + close.length <= limit; at++) {
    if (input.startsWith(close, at)) {
      return at;
    }
    if (input[at] === '\\') {
      at++;
    }
  }
  return -1;
}

/**
 * A single dollar is money more often than mathematics. It opens a formula only before something that is no space,
 * closes one only after something that is no space and before no digit, and not around a sentence.
 */
function betweenDollars(input, at) {
  if (/[\w$]/.test(input[at - 1] ?? '') || /[\s$]/.test(input[at + 1] ?? ' ')) {
    return null;
  }
  const to = closingAt(input, at + 1, '$', paragraphEnd(input, at));
  if (to < 0 || /\s/.test(input[to - 1]) || /[\d$]/.test(input[to + 1] ?? '') || isProse(input.slice(at + 1, to))) {
    return null;
  }
  return formula(input, at, at + 1, to, to + 1, false);
}

function isProse(tex) {
  const bare = tex.replace(/\\(?:text|textbf|textit|mathrm|operatorname)\s*\{[^{}]*\}/g, '').replace(/\\[a-zA-Z]+/g, '');
  return /\s[a-zA-Z]{2,}\s/.test(bare);
}

function formula(input, at, from, to, end, display) {
  return { tex: input.slice(from, to).trim(), display, source: input.slice(at, end) };
}
