import { element } from '../ui/elements.js';
import { scrollOverflow } from './overflow.js';
import { whenLoaded } from './libraries.js';
import { render } from './markup.js';

/**
 * Nodes of an answer that stay within the column.
 *
 * @param {string} text
 * @param {{heading?: number, lang?: string}} [how] the level of its topmost headings; its language, if that is not the page's
 */
export function richText(text, how = {}) {
  const { node, draw } = richTextView(how);
  draw(text);
  return node;
}

/** One place for a text that changes: drawn as it was written, for the moment until it can be drawn better. */
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
