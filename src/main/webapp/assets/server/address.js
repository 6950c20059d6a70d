/**
 * The address of a path of the HTTP contract, such as `/ai/chat/message/`, relative to the page's own, which is
 * `/ai/chat/`. So it is right below any context root and behind a proxy that adds to the path.
 */
export function address(path) {
  return `../..${path}`;
}
