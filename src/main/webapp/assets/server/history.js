import { call } from './api.js';
import { question } from '../ui/session.js';

/** The most entries that the server returns at once. */
const MOST = 500;

/**
 * The stored entries, oldest first, without a prefetched question that is not shown yet.
 *
 * @param {string} [conversation] the id of a conversation; without it, the messages of all conversations
 * @returns {Promise<object[]>} entries of the contract
 * @throws {import('./api.js').Refusal}
 */
export async function history(conversation = undefined) {
  const one = conversation ? `&conversation_id=${encodeURIComponent(conversation)}` : '';
  const { data } = await call('GET', `/ai/chat/history/?limit=${MOST}${one}`);
  return data.history.filter(({ task_id: task }) => !question(task).unseen);
}
