/**
 * Loads the libraries from WebJars, and from mvnpm below `/_static`. No other module knows their paths. They are
 * fetched when the page waits for the first answer, not with the page. Their browser builds set globals. The `.js`
 * builds are used because not every server has a media type for `.mjs`.
 */
const KATEX = '/webjars/katex/0.18.11/dist/katex.min';

const SCRIPTS = {
  katex: `${KATEX}.js`,
  marked: '/webjars/marked/17.0.1/lib/marked.umd.js',
  DOMPurify: '/_static/dompurify/3.4.15/dist/purify.min.js',
};

/** Milliseconds after a failure before the next try. */
const PAUSE = 5000;

export let katex;
export let marked;
export let DOMPurify;

const waiting = new Set();

let loading;
let failures = 0;

/** Whether the libraries are loaded, so that answers can be drawn. */
export function areLoaded() {
  return Boolean(DOMPurify);
}

/**
 * Resolves when the libraries are loaded. Rejects if that fails. A call some time after a failure tries again.
 */
export function load() {
  loading ??= fetchAll().then(begin, rest);
  return loading;
}

/** Calls `draw` once when the libraries have been loaded. Does nothing if they are loaded already. */
export function whenLoaded(draw) {
  if (!areLoaded()) {
    waiting.add(draw);
    load().catch(() => {});
  }
}

/** A browser may cache a failed import by its address, so the address changes after each failure. */
function fetchAll() {
  const again = failures ? `?again=${failures}` : '';
  const missing = Object.entries(SCRIPTS).filter(([name]) => !globalThis[name]);
  // An import is relative to this module, two folders below `assets`; a style sheet to the page, two below the root.
  const scripts = missing.map(([, path]) => import(`../../..${path}${again}`));
  return Promise.all([...scripts, stylesheet(`../..${KATEX}.css`)]);
}

function begin() {
  ({ katex, marked, DOMPurify } = globalThis);
  waiting.forEach((draw) => draw());
  waiting.clear();
}

function rest(failure) {
  failures += 1;
  setTimeout(() => (loading = undefined), PAUSE);
  throw failure;
}

/** Without the style sheet, each formula would be shown twice: drawn, and as MathML. */
function stylesheet(href) {
  return new Promise((resolve, reject) => {
    if (document.querySelector(`link[href="${href}"]`)?.sheet) {
      resolve();
      return;
    }
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} could not be loaded.`));
    };
    document.head.append(link);
  });
}
