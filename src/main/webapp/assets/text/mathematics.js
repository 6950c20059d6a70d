/**
 * Takes formulas out of Markdown before anything else reads it, so that Markdown sees no underscores, stars and pipes
 * of TeX, and no TeX passes through HTML. Code is left as it is. Needs no browser.
 */

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** What is not closed after so many characters is no formula that somebody is writing. */
const LONGEST_OPEN = 1000;

/** Where a formula stood: its number, between two characters that no text is left with. */
export const PLACEHOLDER = /\uE000(\d+)\uE001/g;

/**
 * @param {string} markdown
 * @returns {{text: string, formulas: {tex: string, display: boolean, source: string}[]}} the text with placeholders,
 *   and the formulas by number; `source` is what stood there, delimiters and all
 */
export function extractFormulas(markdown) {
  return new Scan(markdown.replace(/[\uE000\uE001]/g, '')).run();
}

/**
 * A text that is still being written, without the formula at its end that is not closed yet: what a reader would see of
 * that is source.
 */
export function withoutOpenFormula(markdown) {
  return markdown.slice(0, new Scan(markdown).endOfComplete());
}

/** Puts back what stood there. */
export function restoreFormulas(text, formulas) {
  return text.replace(PLACEHOLDER, (_, number) => formulas[number]?.source ?? '');
}

/** One pass over a text. It remembers what it looked for in vain, so that hostile text costs no more than its length. */
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

  /** Whether what comes may make a formula of what begins here. */
  #mayOpen(at) {
    const rest = this.#input.slice(at);
    if (rest.length > LONGEST_OPEN) {
      return false;
    }
    if (rest === '\\' || rest.startsWith('\\[') || rest.startsWith('$$')) {
      return true;
    }
    if (this.#endOfParagraph(at) < this.#input.length) {
      return false;
    }
    return rest.startsWith('\\(') || (/^\$(?!\s)/.test(rest) && !/[\w$]/.test(this.#input[at - 1] ?? '') && !isProse(rest));
  }

  /** The end of what is no formula here: of the code that begins here, of an escaped character, of one character. */
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

  /** A fence runs to a line of at least as many marks, or to the end. */
  #fenceEnd(at, mark, run) {
    const closing = new RegExp(`\\n[ \\t>]*${mark}{${run},}[ \\t]*(?=\\n|$)`, 'g');
    closing.lastIndex = at;
    return closing.exec(this.#input) ? closing.lastIndex : this.#input.length;
  }

  /** A span runs to the next run of exactly as many backticks in the paragraph; without one they are plain text. */
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
    return input[at] === '$' ? this.#betweenDollars(at) : null;
  }

  #delimited(at, open, close, display, limit) {
    const from = at + open.length;
    const to = this.#closingAt(from, close, limit);
    return to < 0 ? null : this.#formula(at, from, to, to + close.length, display);
  }

  /**
   * A single dollar is money more often than mathematics. It opens a formula only before something that is no space,
   * closes one only after something that is no space and before no digit, and not around a sentence.
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

  /** Steps over escaped characters, so that `\\[2pt]` and `\$` inside a formula close nothing. */
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
    const tex = this.#input.slice(from, to).trim();
    return tex ? { tex, display, source: this.#input.slice(at, end) } : null;
  }
}

function isProse(tex) {
  const bare = tex.replace(/\\(?:text|textbf|textit|mathrm|operatorname)\s*\{[^{}]*\}/g, '').replace(/\\[a-zA-Z]+/g, '');
  return /\s[a-zA-Z]{2,}\s/.test(bare);
}
