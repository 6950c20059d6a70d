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
    let wait = EVERY;
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
      wait = Math.max(EVERY, (answer.retryAfter ?? 0) * 1000);
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || !refusal.passing) {
        throw refusal;
      }
      onProgress({ trouble: refusal.message });
      wait = Math.max(EVERY * 2 ** Math.min(failures++, 4), (refusal.retryAfter ?? 0) * 1000);
    }
    await pause(Math.min(wait, LONGEST), signal);
  }
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
