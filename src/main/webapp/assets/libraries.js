/**
 * The libraries from WebJars, and the only script that knows where they are. They are fetched when the first answer is
 * awaited, not with the page. Their browser builds set globals; the `.js` ones are taken because not every server has a
 * media type for `.mjs`.
 */
const KATEX = '/webjars/katex/0.18.11/dist/katex.min';

export let katex;
export let marked;
export let DOMPurify;

let loading;

/** Whether answers can be drawn already. */
export function areLoaded() {
  return Boolean(DOMPurify);
}

/** Resolves when answers can be drawn; rejects if the libraries cannot be had now, and tries anew the next time. */
export function load() {
  loading ??= Promise.all([
    import(`${KATEX}.js`),
    import('/webjars/marked/17.0.1/lib/marked.umd.js'),
    import('/webjars/dompurify/3.3.3/dist/purify.min.js'),
    stylesheet(`${KATEX}.css`),
  ]).then(() => ({ katex, marked, DOMPurify } = globalThis), forget);
  return loading;
}

function forget(failure) {
  loading = undefined;
  throw failure;
}

/** Formulas drawn without it would stand there twice. */
function stylesheet(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} could not be loaded.`));
    };
    document.head.append(link);
  });
}
