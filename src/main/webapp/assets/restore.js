import { Refusal, call } from './api.js';
import { keepConversation } from './session.js';

/**
 * What was said in a conversation, oldest first: for a message `{id, message, images, mode}`, with its `answer` as the
 * history has it if there is one; for a practice question `{id, wish}`.
 *
 * @param {string} conversation
 * @returns {Promise<object[]>} none if there is no such conversation any more
 * @throws {Refusal}
 */
export async function earlier(conversation) {
  let entries;
  try {
    const { data } = await call('GET', `/ai/chat/history/?limit=500&conversation_id=${encodeURIComponent(conversation)}`);
    entries = data.history;
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.status !== 404) {
      throw refusal;
    }
    keepConversation(null);
    return [];
  }
  const answers = new Map(entries.filter(({ role }) => role === 'assistant').map((entry) => [entry.task_id, entry]));
  return entries
    .filter(({ role }) => role === 'user')
    .map(({ kind, task_id: id, content, images, mode, request }) =>
      kind === 'question' ? { id, wish: request } : { id, message: content, images, mode, answer: answers.get(id) });
}
