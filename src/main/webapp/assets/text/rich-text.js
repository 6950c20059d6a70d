import { element } from '../ui/elements.js';
import { scrollOverflow } from './overflow.js';
import { whenLoaded } from './libraries.js';
import { render } from './markup.js';

/**
 * A node that shows a text with Markdown and formulas, within the width of its column.
 *
 * @param {string} text
 * @param {{heading?: number, lang?: string}} [how] the level of the topmost headings; the language, if not the page's
 */
export function richText(text, how = {}) {
  const { node, draw } = richTextView(how);
  draw(text);
  return node;
}

/** A node for a text that changes. The text is shown as typed until the libraries are loaded. */
export function richTextView({ heading, lang } = {}) {
  const node = element('div', { className: 'rich', ...(lang && { lang }) });
  let text = '';
  const show = () => {
    node.replaceChildren(render(text, heading));
    scrollOverflow(node);
  };
  const draw = (latest) => {
    text = latest;
    show();
    whenLoaded(show);
  };
  return { node, draw };
}
