/**
 * The libraries from WebJars, and the only script that knows where they are. They are fetched when the first answer is
 * awaited, not with the page. Their browser builds set globals; the `.js` ones are taken because not every server has a
 * media type for `.mjs`.
 */
const KATEX = '/webjars/katex/0.18.11/dist/katex.min';

const SCRIPTS = {
  katex: `${KATEX}.js`,
  marked: '/webjars/marked/17.0.1/lib/marked.umd.js',
  DOMPurify: '/webjars/dompurify/3.3.3/dist/purify.min.js',
};

/** After a failure, in milliseconds. */
const PAUSE = 5000;

export let katex;
export let marked;
export let DOMPurify;

const waiting = new Set();

let loading;
let failures = 0;

/** Whether answers can be drawn already. */
export function areLoaded() {
  return Boolean(DOMPurify);
}

/**
 * Resolves when answers can be drawn; rejects if the libraries cannot be had now, and tries anew the next time, if that is
 * not at once.
 */
export function load() {
  loading ??= fetchAll().then(begin, rest);
  return loading;
}

/** Calls this once as soon as answers can be drawn, unless they can already. */
export function whenLoaded(draw) {
  if (!areLoaded()) {
    waiting.add(draw);
    load().catch(() => {});
  }
}

/** A browser may keep that an import has failed, by its address. Each failure makes another one. */
function fetchAll() {
  const again = failures ? `?again=${failures}` : '';
  const missing = Object.entries(SCRIPTS).filter(([name]) => !globalThis[name]);
  return Promise.all([...missing.map(([, address]) => import(address + again)), stylesheet(`${KATEX}.css`)]);
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

/** Formulas drawn without it would stand there twice. */
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
