import { Refusal, call } from './api.js';
import { conversation, dropQuestion, keepConversation, questions } from './session.js';
import { timeOf } from './stages.js';

/**
 * What was said in this tab before a reload, oldest first: `{student, images}`, `{tutor, id}` with the text of an
 * answer, `{unanswered, images, id}` with a message whose answer is not known here, `{wish, id}` for a practice question.
 *
 * @returns {Promise<object[]>}
 * @throws {Refusal}
 */
export async function earlier() {
  const [messages, practice] = await Promise.all([history(), practiceQuestions()]);
  return [...messages, ...practice].sort((one, other) => one.at - other.at);
}

async function history() {
  const id = conversation();
  const entries = id ? await unlessGone(entriesOf(id), () => keepConversation(null), []) : [];
  const asked = new Map(entries.filter(({ role }) => role === 'user').map((entry) => [entry.task_id, entry.at]));
  const answered = new Set(entries.filter(({ role }) => role === 'assistant').map((entry) => entry.task_id));
  return entries.flatMap(({ role, content, task_id: task, at, images }) => {
    // An answer stands behind its message, whatever was asked for while it was awaited.
    const time = timeOf(asked.get(task) ?? at) ?? 0;
    if (role === 'assistant') {
      return [{ at: time, tutor: content, id: task }];
    }
    const said = { at: time, student: content, images: images ?? [] };
    return answered.has(task) ? [said] : [said, { at: time, unanswered: content, images: said.images, id: task }];
  });
}

async function entriesOf(id) {
  const { data } = await call('GET', `/ai/chat/history/?limit=100&conversation_id=${encodeURIComponent(id)}`);
  return data.history;
}

async function practiceQuestions() {
  const found = await Promise.all(questions().map(({ id, wish }) =>
    unlessGone(createdAt(id).then((at) => ({ at, wish, id })), () => dropQuestion(id), null)));
  return found.filter(Boolean);
}

async function createdAt(id) {
  const { data } = await call('GET', `/ai/task/${encodeURIComponent(id)}/`);
  return timeOf(data.created_at) ?? 0;
}

async function unlessGone(promise, onGone, otherwise) {
  try {
    return await promise;
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.status !== 404) {
      throw refusal;
    }
    onGone();
    return otherwise;
  }
}
