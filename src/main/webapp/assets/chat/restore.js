import { Refusal } from '../server/api.js';
import { history } from '../server/history.js';
import { question } from '../ui/session.js';

/**
 * The turns of a conversation, oldest first. A message is `{id, isEnded, message, images, mode, context}`, and a
 * practice question is `{id, isEnded, request}`. Both have the `answer` of the history if there is one. A prefetched
 * question is left out until the student asks for it, and then takes the place at which it was shown.
 *
 * @param {string} conversation
 * @returns {Promise<object[] | null>} null if the server no longer has the conversation
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

/** The turns that these entries of the history make. */
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

/** Moves a prefetched question behind the turn after which it was shown: the history has it where it was fetched. */
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
