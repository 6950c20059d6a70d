/**
 * The next question, fetched while the student thinks about this one. There is one at most, and nobody hears of it before
 * it is wished for: what becomes of it until then, a refusal too, is nobody's concern.
 */
import { Refusal } from '../server/api.js';
import { cancel, poll } from '../server/polling.js';
import * as session from '../ui/session.js';
import { Submission, randomKey } from '../server/submission.js';
import { isSameRequest, requestBody } from './question-request.js';

const submission = new Submission('/ai/generate-question/');

/** @type {{request: object, accepted: Promise<string | undefined>, leaving: AbortController, task?: object} | null} */
let current = null;

/**
 * Fetches a question for this conversation, in the place of one that was wished for otherwise.
 *
 * @param {object} request
 * @param {string} conversation
 * @returns {Promise<void>} when it is there, or will not come
 */
export async function start(request, conversation) {
  if (!current || !isSameRequest(current.request, request)) {
    drop();
    await begin({ request, conversation, key: randomKey() });
  }
}

/**
 * Goes on with the one that was fetched for this conversation before the page was loaded again.
 *
 * @param {string} conversation
 * @returns {Promise<void>} when it is known which of the conversation's questions that is
 */
export async function resume(conversation) {
  const kept = session.prefetched();
  if (kept?.conversation === conversation) {
    begin(kept);
    await current.accepted;
  }
}

/**
 * What was fetched for this request, from now on the student's; what was fetched for another one is given up.
 *
 * @returns {Promise<{id: string, task?: object} | null>} with the task if it is completed; null if there is none
 */
export async function take(request) {
  const one = current;
  if (!one || !isSameRequest(one.request, request)) {
    drop();
    return null;
  }
  const id = await one.accepted;
  if (current !== one) {
    return null;
  }
  forget();
  if (!id || (one.task && one.task.status !== 'completed')) {
    return null;
  }
  session.keepQuestion(id, { unseen: false });
  return { id, task: one.task };
}

/** Gives it up. If it is not finished, it need not be. */
export function drop() {
  const one = current;
  forget();
  if (one && !one.task) {
    one.accepted.then((id) => id && quietly(cancel(id)));
  }
}

/** Gives up what the server has forgotten. */
export function forget() {
  current?.leaving.abort();
  current = null;
  session.keepPrefetched(null);
}

/** Kept before it is sent: a page that is loaded again meanwhile sends it again and is told of the same task. */
async function begin({ request, conversation, key, id: known }) {
  session.keepPrefetched({ request, conversation, key, id: known });
  const accepted = known ? Promise.resolve(known) : accept(request, conversation, key);
  const one = { request, accepted, leaving: new AbortController() };
  current = one;
  const id = await accepted;
  if (current === one && id) {
    session.keepPrefetched({ request, conversation, key, id });
    one.task = await quietly(poll(id, () => {}, one.leaving.signal), one.leaving.signal);
  }
  if (current === one && !one.task) {
    current = null;
  }
}

/** The id of its task; none if it was refused. */
async function accept(request, conversation, key) {
  const accepted = await quietly(submission.send({ ...requestBody(request), conversation_id: conversation }, key));
  if (accepted) {
    session.keepQuestion(accepted.task_id, { conversation, unseen: true });
  }
  return accepted?.task_id;
}

/** Nothing instead of what was refused or is not cared for any more. */
async function quietly(promise, signal) {
  try {
    return await promise;
  } catch (failure) {
    if (!(failure instanceof Refusal) && !signal?.aborted) {
      throw failure;
    }
    return undefined;
  }
}
