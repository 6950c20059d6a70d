import { call } from './api.js';
import { question } from '../ui/session.js';

/** As many entries as the server lets be asked for at once. */
const MOST = 500;

/**
 * What the server keeps of what was said, oldest first, without a question that was fetched ahead and is not shown yet.
 *
 * @param {string} [conversation] of all, if none is named, and then the messages alone
 * @returns {Promise<object[]>} entries of the contract
 * @throws {import('./api.js').Refusal}
 */
export async function history(conversation = undefined) {
  const one = conversation ? `&conversation_id=${encodeURIComponent(conversation)}` : '';
  const { data } = await call('GET', `/ai/chat/history/?limit=${MOST}${one}`);
  return data.history.filter(({ task_id: task }) => !question(task).unseen);
}
