/**
 * Creates an element, sets its properties and appends its children. Strings become text, never HTML.
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

/** An id that no other element of the page has. */
export function uniqueId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}
