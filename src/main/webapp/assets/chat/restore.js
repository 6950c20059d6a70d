import { Refusal } from '../server/api.js';
import { history } from '../server/history.js';
import { question } from '../ui/session.js';

/**
 * What was said in a conversation, oldest first: for a message `{id, isEnded, message, images, mode, context}`, with its
 * `answer` as the history has it if there is one; for a practice question `{id, isEnded, request}`, with its `answer` likewise.
 * A question that was fetched ahead is left out until it is wished for, and stands then where it was shown.
 *
 * @param {string} conversation
 * @returns {Promise<object[] | null>} null if there is no such conversation any more
 * @throws {Refusal}
 */
export async function earlierTurns(conversation) {
  let entries;
  try {
    entries = await history(conversation);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.status !== 404) {
      throw refusal;
    }
    return null;
  }
  return turnsOf(entries);
}

/** The same, of the entries of the history. */
export function turnsOf(entries) {
  const answers = new Map(entries.filter(({ role }) => role === 'assistant').map((entry) => [entry.task_id, entry]));
  const asked = entries
    .filter(({ role }) => role === 'user')
    .map(({ kind, task_id: id, content, images, mode, context, request, status }) => ({
      id,
      isEnded: status !== 'processing',
      answer: answers.get(id),
      ...(kind === 'question' ? { request } : { message: content, images, mode, context }),
    }));
  return asShown(asked);
}

/** What was fetched ahead is older than what was said before it was shown. */
function asShown(entries) {
  const all = [...entries];
  for (const entry of entries) {
    const before = all.findIndex(({ id }) => id === question(entry.id).after);
    if (before > all.indexOf(entry)) {
      all.splice(all.indexOf(entry), 1);
      all.splice(before, 0, entry);
    }
  }
  return all;
}
