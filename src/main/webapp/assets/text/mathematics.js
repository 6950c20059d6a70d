/**
 * Extracts formulas from Markdown before it is parsed. The parser then sees no underscores, stars and pipes of TeX, and
 * no TeX passes through HTML. Code is left unchanged. Needs no browser.
 */

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A delimiter that is not closed after so many characters opens no formula. */
const LONGEST_OPEN = 1000;

/** A line, or lines, in brackets, with a command of TeX. */
const BRACKETS = /^([ \t]*)\[([ \t]*\n[^[\]]{0,500}\\[a-zA-Z][^[\]]{0,500}\n[ \t]*|[ \t][^[\]\n]{0,500}\\[a-zA-Z][^[\]\n]{0,500}[ \t])\][ \t]*$/gm;

/** The environments of a displayed formula, which some models write without delimiters. */
const ENVIRONMENT = /\\begin\{((?:align|equation|gather|alignat)\*?|aligned|gathered|cases|split|[pbvBV]?matrix|array)\}/y;

/** The marks of a quote, after the first line of a formula. */
const QUOTED = /\n[ \t]*(?:>[ \t]?){1,9}/g;

/** Stands for a formula: its number between two characters that are removed from every text before. */
export const PLACEHOLDER = /\uE000(\d+)\uE001/g;

/**
 * @param {string} markdown
 * @returns {{text: string, formulas: {tex: string, display: boolean, source: string}[]}} the text with placeholders,
 *   and the formulas by number; `source` is the formula with its delimiters
 */
export function extractFormulas(markdown) {
  return new Scan(delimited(markdown.replace(/[\uE000\uE001]/g, ''))).run();
}

/**
 * Restores delimiters that some models lose: they escape every backslash twice, or leave the backslash out before the
 * brackets of a displayed formula.
 */
function delimited(markdown) {
  const pairs = [['\\\\(', '\\\\)'], ['\\\\[', '\\\\]']];
  const doubled = pairs.some((pair) => pair.every((mark) => markdown.includes(mark)))
    && !/(?<!\\)\\[([]|\$\$/.test(markdown);
  return (doubled ? markdown.replaceAll('\\\\', '\\') : markdown).replace(BRACKETS, '$1\\[$2\\]');
}

/**
 * A text that is still being written, up to a formula that is not closed yet. A reader would see only the source of
 * that formula.
 */
export function withoutOpenFormula(markdown) {
  return markdown.slice(0, new Scan(markdown).endOfComplete());
}

/** Replaces the placeholders by the sources of their formulas. */
export function restoreFormulas(text, formulas) {
  return text.replace(PLACEHOLDER, (_, number) => formulas[number]?.source ?? '');
}

/** One pass over a text. It remembers failed searches, so that the time for hostile text grows only with its length. */
class Scan {
  #input;
  #paragraphEnd = -1;
  #absentUntil = new Map();

  constructor(input) {
    this.#input = input;
  }

  run() {
    const input = this.#input;
    const formulas = [];
    const kept = [];
    let at = 0;
    while (at < input.length) {
      const formula = this.#formulaAt(at);
      if (formula) {
        kept.push(OPEN + formulas.length + CLOSE);
        formulas.push(formula);
        at += formula.source.length;
      } else {
        const end = this.#plainEnd(at);
        kept.push(input.slice(at, end));
        at = end;
      }
    }
    return { text: kept.join(''), formulas };
  }

  endOfComplete() {
    const input = this.#input;
    let at = 0;
    while (at < input.length) {
      const formula = this.#formulaAt(at);
      if (!formula && this.#mayOpen(at)) {
        return at;
      }
      at = formula ? at + formula.source.length : this.#plainEnd(at);
    }
    return input.length;
  }

  /** Whether the text to come may complete a formula that begins here. */
  #mayOpen(at) {
    const rest = this.#input.slice(at);
    if (rest.length > LONGEST_OPEN) {
      return false;
    }
    if (rest === '\\' || rest.startsWith('\\[') || rest.startsWith('$$') || '\\begin{'.startsWith(rest.slice(0, 7))) {
      return true;
    }
    if (this.#endOfParagraph(at) < this.#input.length) {
      return false;
    }
    return rest.startsWith('\\(') || (/^\$(?!\s)/.test(rest) && !/[\w$]/.test(this.#input[at - 1] ?? '') && !isProse(rest));
  }

  /** The end of the plain piece that begins here: code, an escaped character, or one character. */
  #plainEnd(at) {
    const mark = this.#input[at];
    if (mark !== '`' && mark !== '~') {
      return at + (mark === '\\' ? 2 : 1);
    }
    const run = this.#runLength(at, mark);
    if (run >= 3 && /(^|\n)[ \t>*+\-\d.)]*$/.test(this.#input.slice(Math.max(0, at - 40), at))) {
      return this.#fenceEnd(at, mark, run);
    }
    return mark === '`' ? this.#spanEnd(at, run) : at + run;
  }

  #runLength(at, mark) {
    let end = at;
    while (this.#input[end] === mark) {
      end++;
    }
    return end - at;
  }

  /** A fence ends with a line of at least as many marks, or with the text. */
  #fenceEnd(at, mark, run) {
    const closing = new RegExp(`\\n[ \\t>]*${mark}{${run},}[ \\t]*(?=\\n|$)`, 'g');
    closing.lastIndex = at;
    return closing.exec(this.#input) ? closing.lastIndex : this.#input.length;
  }

  /** A code span ends at the next run of exactly as many backticks in the paragraph. Otherwise, they are plain text. */
  #spanEnd(at, run) {
    const from = at + run;
    const close = this.#find(`span ${run}`, this.#endOfParagraph(at), (limit) => {
      let next = this.#input.indexOf('`', from);
      while (next >= 0 && next < limit) {
        const length = this.#runLength(next, '`');
        if (length === run) {
          return next;
        }
        next = this.#input.indexOf('`', next + length);
      }
      return -1;
    });
    return close < 0 ? from : close + run;
  }

  #endOfParagraph(at) {
    if (this.#paragraphEnd < at) {
      const blank = /\n[ \t]*\n/g;
      blank.lastIndex = at;
      this.#paragraphEnd = blank.exec(this.#input)?.index ?? this.#input.length;
    }
    return this.#paragraphEnd;
  }

  #formulaAt(at) {
    const input = this.#input;
    if (input.startsWith('\\(', at)) {
      return this.#delimited(at, '\\(', '\\)', false, this.#endOfParagraph(at));
    }
    if (input.startsWith('\\[', at)) {
      return this.#delimited(at, '\\[', '\\]', true, input.length);
    }
    if (input.startsWith('$$', at)) {
      return this.#delimited(at, '$$', '$$', true, input.length);
    }
    if (input.startsWith('\\begin{', at)) {
      return this.#environment(at);
    }
    return input[at] === '$' ? this.#betweenDollars(at) : null;
  }

  #delimited(at, open, close, display, limit) {
    const from = at + open.length;
    const to = this.#closingAt(from, close, limit);
    return to < 0 ? null : this.#formula(at, from, to, to + close.length, display);
  }

  #environment(at) {
    ENVIRONMENT.lastIndex = at;
    const name = ENVIRONMENT.exec(this.#input)?.[1];
    if (!name) {
      return null;
    }
    const close = `\\end{${name}}`;
    const to = this.#find(close, this.#input.length, () => this.#input.indexOf(close, at));
    return to < 0 ? null : this.#formula(at, at, to + close.length, to + close.length, true);
  }

  /**
   * A single dollar sign is money more often than mathematics. It opens a formula only before a character that is no
   * space. It closes one only after a character that is no space, and not before a digit. It never encloses a sentence.
   */
  #betweenDollars(at) {
    const input = this.#input;
    if (/[\w$]/.test(input[at - 1] ?? '') || /\s/.test(input[at + 1] ?? ' ')) {
      return null;
    }
    const to = this.#closingAt(at + 1, '$', this.#endOfParagraph(at));
    if (to < 0 || /\s/.test(input[to - 1]) || /[\d$]/.test(input[to + 1] ?? '') || isProse(input.slice(at + 1, to))) {
      return null;
    }
    return this.#formula(at, at + 1, to, to + 1, false);
  }

  /** Skips escaped characters, so that `\\[2pt]` and `\$` inside a formula close nothing. */
  #closingAt(from, close, end) {
    return this.#find(close, end, (limit) => {
      for (let at = from; at + close.length <= limit; at++) {
        if (this.#input.startsWith(close, at)) {
          return at;
        }
        if (this.#input[at] === '\\') {
          at++;
        }
      }
      return -1;
    });
  }

  #find(what, limit, search) {
    if ((this.#absentUntil.get(what) ?? -1) >= limit) {
      return -1;
    }
    const found = search(limit);
    if (found < 0) {
      this.#absentUntil.set(what, limit);
    }
    return found;
  }

  #formula(at, from, to, end, display) {
    const lineStart = this.#input.lastIndexOf('\n', at - 1) + 1;
    const quoted = /^[ \t]*>/.test(this.#input.slice(lineStart, at));
    const written = this.#input.slice(from, to);
    const tex = (quoted ? written.replace(QUOTED, '\n') : written).trim();
    return tex ? { tex, display, source: this.#input.slice(at, end) } : null;
  }
}

function isProse(tex) {
  const bare = tex.replace(/\\(?:text|textbf|textit|mathrm|operatorname)\s*\{[^{}]*\}/g, '').replace(/\\[a-zA-Z]+/g, '');
  return /\s[a-zA-Z]{2,}\s/.test(bare);
}
