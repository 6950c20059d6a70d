/**
 * The libraries from WebJars, and the only script that knows where they are. Their browser builds set globals; the
 * `.js` ones are taken because not every server has a media type for `.mjs`.
 */
import '/webjars/katex/0.18.11/dist/katex.min.js';
import '/webjars/marked/17.0.1/lib/marked.umd.js';
import '/webjars/dompurify/3.3.3/dist/purify.min.js';

export const { katex, marked, DOMPurify } = globalThis;
