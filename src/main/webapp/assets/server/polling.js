import { Refusal, call } from './api.js';

const EVERY = 1000;
const LONGEST = 60_000;

/**
 * Asks after a task every second, or as seldom as the server wishes, until it is final. A server that is away for a
 * while is asked again: an accepted task is not lost.
 *
 * @param {string} id
 * @param {(progress: {task?: object, trouble?: string}) => void} onProgress
 * @param {AbortSignal} signal ends the asking, not the task
 * @returns {Promise<object>} the final task
 * @throws {Refusal} if the server has no such task any more, or does not let us see it
 */
export async function poll(id, onProgress, signal) {
  let task;
  let tag;
  let failures = 0;
  for (;;) {
    let wait;
    try {
      // A place in the queue moves without the tag moving.
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

/** Milliseconds to the next poll of an unfinished task. @param {number} [retryAfter] seconds, as the server wishes */
export function waitAfterAnswer(retryAfter = 0) {
  return Math.min(Math.max(EVERY, retryAfter * 1000), LONGEST);
}

/** Milliseconds to the next poll after one that failed. @param {number} before how many failed in a row before it */
export function waitAfterFailure(before, retryAfter = 0) {
  return Math.min(Math.max(EVERY * 2 ** Math.min(before, 4), retryAfter * 1000), LONGEST);
}

/** Stops a task; whoever follows it sees what became of it. */
export async function cancel(id) {
  await call('DELETE', pathOf(id));
}

function pathOf(id) {
  return `/ai/task/${encodeURIComponent(id)}/`;
}

function pause(milliseconds, signal) {
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
