import { Refusal, call } from './api.js';

/** Milliseconds between two polls, at least and at most. */
const EVERY = 1000;
const LONGEST = 60_000;

/**
 * Polls a task every second, or as seldom as the server asks for, until it is final. Failed polls are repeated, because
 * an accepted task is not lost.
 *
 * @param {string} id
 * @param {(progress: {task?: object, trouble?: string}) => void} onProgress
 * @param {AbortSignal} signal stops polling; the task continues
 * @returns {Promise<object>} the final task
 * @throws {Refusal} if the server no longer has the task or denies access to it
 */
export async function poll(id, onProgress, signal) {
  let task;
  let tag;
  let failures = 0;
  for (;;) {
    let wait;
    try {
      // The place in the queue changes without a change of the entity tag.
      const headers = tag && task?.stage !== 'queued' ? { 'If-None-Match': tag } : {};
      const answer = await call('GET', pathOf(id), { headers, signal });
      failures = 0;
      if (answer.data) {
        task = answer.data;
        tag = answer.etag;
      }
      if (task.status !== 'processing') {
        return task;
      }
      onProgress({ task });
      wait = waitAfterAnswer(answer.retryAfter);
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || !refusal.passing) {
        throw refusal;
      }
      onProgress({ trouble: refusal.message });
      wait = waitAfterFailure(failures++, refusal.retryAfter);
    }
    await pause(wait, signal);
  }
}

/**
 * Milliseconds to the next poll of an unfinished task.
 *
 * @param {number} [retryAfter] seconds, from the server
 */
export function waitAfterAnswer(retryAfter = 0) {
  return Math.min(Math.max(EVERY, retryAfter * 1000), LONGEST);
}

/**
 * Milliseconds to the next poll after a failed one.
 *
 * @param {number} before how many polls in a row had failed before
 * @param {number} [retryAfter] seconds, from the server
 */
export function waitAfterFailure(before, retryAfter = 0) {
  return Math.min(Math.max(EVERY * 2 ** Math.min(before, 4), retryAfter * 1000), LONGEST);
}

/** Cancels a task. Its followers receive the outcome. */
export async function cancel(id) {
  await call('DELETE', pathOf(id));
}

function pathOf(id) {
  return `/ai/task/${encodeURIComponent(id)}/`;
}

/** Rejects with the signal's reason if it is aborted before. */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      stop();
    }
  });
}
