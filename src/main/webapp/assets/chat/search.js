import { history } from '../server/history.js';

let messages;

/** The next search requests the messages anew. */
export function forgetMessages() {
  messages = undefined;
}

/**
 * The conversations whose title or messages contain the words, with an excerpt of the first such message.
 *
 * @param {object[]} conversations as the server lists them
 * @param {string} words the text to find, in lower case
 * @returns {Promise<{one: object, excerpt?: string}[]>}
 * @throws {import('../server/api.js').Refusal}
 */
export async function matching(conversations, words) {
  messages ??= history();
  let said;
  try {
    said = await messages;
  } catch (refusal) {
    forgetMessages();
    throw refusal;
  }
  return matchingIn(conversations, said, words);
}

/** The same, for messages that are known. */
export function matchingIn(conversations, said, words) {
  return conversations.flatMap((one) => {
    const hit = said.find(({ conversation_id: id, content }) =>
      id === one.conversation_id && content.toLocaleLowerCase().includes(words));
    if (hit) {
      return [{ one, excerpt: around(hit.content, words) }];
    }
    return one.title?.toLocaleLowerCase().includes(words) ? [{ one }] : [];
  });
}

function around(text, words) {
  const at = text.toLocaleLowerCase().indexOf(words);
  const from = Math.max(0, at - 20);
  const piece = text.slice(from, at + words.length + 40).replaceAll(/\s+/g, ' ');
  return `${from > 0 ? '…' : ''}${piece}${from + piece.length < text.length ? '…' : ''}`;
}
