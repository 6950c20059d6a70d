const root = document.documentElement.dataset.root;

/**
 * The address of a path of the application, such as `/ai/chat/message/`, relative to the page's own. So it is right
 * below any context root and behind a proxy that adds to the path.
 */
export function address(path) {
  return `${root}${path}`;
}
