/**
 * Fetches the next question while the student thinks about this one. There is at most one. The page shows nothing of
 * it, not even a refusal, until the student asks for it.
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
 * Fetches a question for this conversation, unless one for the same request is there. Drops one for another request.
 *
 * @param {object} request
 * @param {string} conversation
 * @returns {Promise<void>} resolves when the question is there or has failed
 */
export async function start(request, conversation) {
  if (!current || !isSameRequest(current.request, request)) {
    drop();
    await begin({ request, conversation, key: randomKey() });
  }
}

/**
 * Continues with the question that was fetched for this conversation before the page was reloaded.
 *
 * @param {string} conversation
 * @returns {Promise<void>} resolves when the id of the question's task is known
 */
export async function resume(conversation) {
  const kept = session.prefetched();
  if (kept?.conversation === conversation) {
    begin(kept);
    await current.accepted;
  }
}

/**
 * Hands over the question that was fetched for this request. Drops one that was fetched for another request.
 *
 * @returns {Promise<{id: string, task?: object} | null>} with the task if it is completed; null if there is no question
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

/** Drops the question, and cancels its task if that is unfinished. */
export function drop() {
  const one = current;
  forget();
  if (one && !one.task) {
    one.accepted.then((id) => id && quietly(cancel(id)));
  }
}

/** Drops the question without a call to the server. */
export function forget() {
  current?.leaving.abort();
  current = null;
  session.keepPrefetched(null);
}

/** The request is stored before it is sent. A page that is reloaded meanwhile repeats it and gets the same task. */
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

/** The id of the accepted task; undefined if the request was refused. */
async function accept(request, conversation, key) {
  const accepted = await quietly(submission.send({ ...requestBody(request), conversation_id: conversation }, key));
  if (accepted) {
    session.keepQuestion(accepted.task_id, { conversation, unseen: true });
  }
  return accepted?.task_id;
}

/** The outcome; undefined if the call was refused or aborted. */
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
