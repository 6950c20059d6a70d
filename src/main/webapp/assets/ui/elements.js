/**
 * Makes an element. Properties are set on the node, children appended; text stays text.
 *
 * @param {string} name
 * @param {object} [properties]
 * @param {...(Node | string)} children
 */
export function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

let made = 0;

/** An id that no other element of this page has. */
export function uniqueId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}
