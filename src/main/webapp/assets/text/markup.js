import { DOMPurify, areLoaded, marked } from './libraries.js';
import { inItsOwnOrder, namesAnotherHost } from '../ui/deception.js';
import { asWritten, draw } from './formula.js';
import { PLACEHOLDER, restoreFormulas, extractFormulas } from './mathematics.js';

/** Further formulas in one text are shown as source. */
const MOST_FORMULAS = 500;

/** Limits beyond which a text is shown as typed. The time to parse hostile Markdown grows with its length cubed. */
const LONGEST = 20_000;
const LONGEST_PARAGRAPH = 4_000;
const LONGEST_BLOCK = 12_000;
const LINE_OF_A_BLOCK = /\n(?=[ \t]{0,8}(?:[-*+]|\d{1,9}[.)]|\|)[ \t])/;
const MOST_LINKS = 100;

const ALLOWED = {
  ALLOWED_TAGS: [
    'a', 'b', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'li', 'ol', 'p',
    'pre', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'u', 'ul',
  ],
  ALLOWED_ATTR: ['align', 'href', 'start'],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^https?:\/\//i,
  // Otherwise their values would have to match ALLOWED_URI_REGEXP.
  ADD_URI_SAFE_ATTR: ['align', 'start'],
  RETURN_DOM_FRAGMENT: true,
};

/** A text whose first letter is Hebrew, Arabic or of a related script. */
const FROM_THE_RIGHT = /^\P{L}*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/** Of the allowed tags, those that a label may not hold. */
const BLOCKS = 'blockquote, h1, h2, h3, h4, h5, h6, hr, li, ol, p, pre, table, tbody, td, th, thead, tr, ul';

/** The escaped form of the HTML tags that tutors use. All other HTML is shown as text: `a <b and c> d` has no tag. */
const SIMPLE_TAG = /&#60;(br ?\/?|\/?(?:sub|sup|u|b|i|em|strong))&#62;/gi;

const OPTIONS = {
  gfm: true,
  tokenizer: {
    /** Two asterisks are bold also between letters and punctuation, as beside Chinese or Korean: `字**“字”**字`. */
    emStrong(source) {
      const bold = /^\*\*(?=[^\s*])([^*`[\]<\\\n]*[^*`[\]<\\\s])\*\*(?!\*)/.exec(source);
      return bold
        ? { type: 'strong', raw: bold[0], text: bold[1], tokens: this.lexer.inlineTokens(bold[1]) }
        : false;
    },
    /** Only two tildes strike a text out. One is often "about". */
    del(source) {
      const struck = /^~~(?=[^\s~])([^~]*[^\s~])~~(?!~)/.exec(source);
      return struck
        ? { type: 'del', raw: struck[0], text: struck[1], tokens: this.lexer.inlineTokens(struck[1]) }
        : undefined;
    },
  },
  renderer: {
    html: ({ text }) => escape(text).replace(SIMPLE_TAG, '<$1>'),
    image: ({ text }) => escape(text),
    // After <script>, <pre>, <code> and <kbd>, the parser calls all text HTML. The rest it escapes itself.
    text: ({ text, escaped }) => (escaped ? escape(text) : false),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
};

let markdown;

/**
 * Turns an answer into nodes. It extracts the formulas, parses the Markdown, sanitizes the HTML and draws the formulas
 * in their places. Until the libraries are loaded, the text is shown as typed.
 *
 * @param {string} text Markdown with LaTeX from an untrusted author
 * @param {number} [heading] the level of its topmost headings
 * @returns {DocumentFragment}
 */
export function render(text, heading = 3) {
  if (!areLoaded()) {
    return asTyped(text);
  }
  const fragment = document.createDocumentFragment();
  for (const part of parts(unwrapped(text.replace(/\r\n?/g, '\n')))) {
    fragment.append(renderPart(part));
  }
  levelHeadings(fragment, heading);
  return fragment;
}

function renderPart(text) {
  if (text.length > 2 * LONGEST) {
    return asTyped(text);
  }
  const { text: withoutFormulas, formulas } = extractFormulas(text);
  const html = parse(withoutFormulas);
  if (html === null) {
    return asTyped(text);
  }
  const fragment = DOMPurify.sanitize(html, ALLOWED);
  drawFormulas(fragment, formulas);
  orderTexts(fragment);
  openLinksElsewhere(fragment);
  directLists(fragment);
  return fragment;
}

/** The marks of a list stand where its first words begin. */
function directLists(fragment) {
  for (const list of fragment.querySelectorAll('ul, ol')) {
    if (FROM_THE_RIGHT.test(list.textContent)) {
      list.dir = 'rtl';
    }
  }
}

/** Some models put a whole answer into a fence. */
function unwrapped(text) {
  return /^\s*```(?:markdown|md|latex|tex)[ \t]*\n([^]*?)\n[ \t]*```\s*$/i.exec(text)?.[1] ?? text;
}

/** The parts of a long text, at its paragraphs, so that a part that cannot be parsed is shown as typed alone. */
function parts(text) {
  if (!isLong(text)) {
    return [text];
  }
  const all = [];
  let joins = false;
  for (const paragraph of paragraphs(text)) {
    const alone = isLong(paragraph);
    if (joins && !alone && all.at(-1).length + paragraph.length <= LONGEST) {
      all.push(all.pop() + paragraph);
    } else {
      all.push(paragraph);
    }
    joins = !alone;
  }
  return all;
}

/** Pieces of a text that end with a blank line outside of code. */
function paragraphs(text) {
  const all = [''];
  let fence = '';
  for (const line of text.split(/(?<=\n)/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (mark && (!fence || mark.startsWith(fence))) {
      fence = fence ? '' : mark;
    }
    all[all.length - 1] += line;
    if (!fence && !line.trim()) {
      all.push('');
    }
  }
  return all;
}

function isLong(text) {
  return text.length > LONGEST || text.split(/\n[ \t]*\n/).some(isTooMuch);
}

/**
 * The same for a label, which may hold no paragraphs, lists and tables. Each of their parts becomes a line.
 *
 * @returns {DocumentFragment}
 */
export function renderLines(text) {
  const fragment = render(text);
  for (const block of fragment.querySelectorAll(BLOCKS)) {
    const line = document.createElement('span');
    line.className = `line ${block.className}`.trim();
    line.append(...block.childNodes);
    block.replaceWith(line);
  }
  return fragment;
}

/** The HTML; null for a text that is too long or nested too deeply. */
function parse(text) {
  if (isLong(text)) {
    return null;
  }
  try {
    markdown ??= new marked.Marked(OPTIONS);
    return markdown.parse(text);
  } catch (failure) {
    if (failure instanceof RangeError || /recursion|Infinite loop/i.test(failure.message)) {
      return null;
    }
    throw failure;
  }
}

/** The lines of a list or a table are parsed one by one. */
function isTooMuch(paragraph) {
  return paragraph.split(LINE_OF_A_BLOCK).some((line) => line.length > LONGEST_PARAGRAPH)
    || paragraph.length > LONGEST_BLOCK
    || paragraph.split('](').length > MOST_LINKS;
}

function asTyped(text) {
  const fragment = document.createDocumentFragment();
  const paragraph = document.createElement('p');
  paragraph.className = 'typed';
  paragraph.append(inItsOwnOrder(text));
  fragment.append(paragraph);
  return fragment;
}

function escape(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function drawFormulas(fragment, formulas) {
  const texts = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    if (texts.currentNode.data.search(PLACEHOLDER) >= 0) {
      found.push(texts.currentNode);
    }
  }
  for (const node of found) {
    if (node.parentElement?.closest('code, pre, a')) {
      node.data = restoreFormulas(node.data, formulas);
    } else {
      node.replaceWith(...pieces(node.data, formulas));
    }
  }
}

/** After a split by a pattern with one group, the matches of the group are at the odd indices. */
function pieces(text, formulas) {
  return text.split(PLACEHOLDER).map((piece, place) => {
    if (place % 2 === 0) {
      return piece;
    }
    const formula = formulas[piece];
    if (!formula) {
      return '';
    }
    return Number(piece) < MOST_FORMULAS ? draw(formula) : asWritten(formula);
  });
}

/** Runs last, because a character may be written as an entity of HTML or as a command of TeX. */
function orderTexts(fragment) {
  const texts = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    texts.currentNode.data = inItsOwnOrder(texts.currentNode.data);
  }
}

function openLinksElsewhere(fragment) {
  for (const link of fragment.querySelectorAll('a')) {
    // A link address with a percent-encoded placeholder contained a formula, so it is no address.
    if (link.hasAttribute('href') && !/%EE%80%80/i.test(link.href)) {
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      if (namesAnotherHost(link.textContent, link.hostname)) {
        link.append(` (${link.host})`);
      }
    } else {
      link.replaceWith(...link.childNodes);
    }
  }
}

/** Moves headings below the page's own levels and skips no level. */
function levelHeadings(fragment, top) {
  const headings = [...fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const highest = Math.min(...headings.map(levelOf));
  let above = top - 1;
  for (const heading of headings) {
    const level = Math.min(top + levelOf(heading) - highest, above + 1, 6);
    const levelled = document.createElement(`h${level}`);
    levelled.append(...heading.childNodes);
    heading.replaceWith(levelled);
    above = level;
  }
}

function levelOf(heading) {
  return Number(heading.tagName[1]);
}
