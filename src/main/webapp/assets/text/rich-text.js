import { element } from '../ui/elements.js';
import { scrollOverflow } from './overflow.js';
import { whenLoaded } from './libraries.js';
import { render, renderLines } from './markup.js';

/**
 * A node that shows a text with Markdown and formulas, within the width of its column.
 *
 * @param {string} text
 * @param {{heading?: number, lang?: string, inLabel?: boolean}} [how] the level of the topmost headings; the language,
 *   if not the page's; whether it is a part of a label
 */
export function richText(text, how = {}) {
  const { node, draw } = richTextView(how);
  draw(text);
  return node;
}

/** A node for a text that changes. The text is shown as typed until the libraries are loaded. */
export function richTextView({ heading, lang, inLabel } = {}) {
  const node = element(inLabel ? 'span' : 'div', { className: 'rich', ...(lang && { lang }) });
  let text = '';
  const show = () => {
    node.replaceChildren(inLabel ? renderLines(text) : render(text, heading));
    scrollOverflow(node);
  };
  const draw = (latest) => {
    text = latest;
    show();
    whenLoaded(show);
  };
  return { node, draw };
}
