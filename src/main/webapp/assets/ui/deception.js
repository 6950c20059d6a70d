/** What makes a text look like another one. Needs no browser. */

/** Characters that order the letters around them: embeddings, overrides, isolates and marks. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Characters that no reader sees, such as a soft hyphen. */
const INVISIBLE = /\p{Cf}/gu;

/** Full stops that browsers read as the dots of a host. */
const DOTS = /[\u3002\uFF0E\uFF61]/g;

const WORD = /(?:\/\/)?[\p{L}\p{M}\p{N}.-]+/gu;
const ENDS_LIKE_A_HOST = /\.\p{L}[\p{L}\p{M}\p{N}-]+$/u;
const ADDRESS = /^\d+(?:\.\d+){3}$/;

/**
 * A text without the characters that change the direction of writing. With them, a text is read in another order than
 * it has. The languages of the page need none of them.
 *
 * @param {string} text
 */
export function inItsOwnOrder(text) {
  return text.replace(DIRECTIONS, '');
}

/**
 * Whether the text of a link names a host that the link does not lead to. A word that only looks like a host counts,
 * too.
 *
 * @param {string} text
 * @param {string} host as the browser writes it, without a port
 */
export function namesAnotherHost(text, host) {
  const words = text.replace(INVISIBLE, '').replace(DOTS, '.').toLowerCase().match(WORD) ?? [];
  return words.some((word) => {
    const name = bare(word);
    return (word.startsWith('//') || ENDS_LIKE_A_HOST.test(name) || ADDRESS.test(name)) && name !== bare(host);
  });
}

function bare(host) {
  return host.replace(/^\/\//, '').replace(/^\.+|\.+$/g, '').replace(/^www\./, '');
}
