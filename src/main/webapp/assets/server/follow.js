import { Refusal, parse, sentenceOf } from './api.js';
import { say } from '../ui/language.js';
import { poll } from './polling.js';
import { address } from './address.js';

/** Milliseconds between two updates of a text that is being written, because each draws the whole text. */
const SHOWN_EVERY = 100;

/** Milliseconds to the first event. The server sends one at once, but a proxy may hold it back. */
const FIRST_NEWS = 5000;

/** Milliseconds without an event after which the connection counts as dead, as when a phone has changed its network. */
const LONGEST_SILENCE = 20_000;

/** Browsers allow six HTTP/1.1 connections to a server, so one task is streamed and the others are polled. */
let streaming = false;

/**
 * Follows a task until it is final, by its event stream if possible and by polling otherwise.
 *
 * @param {string} id
 * @param {(progress: {task?: object, trouble?: string}) => void} onProgress
 * @param {AbortSignal} signal stops following; the task continues
 * @returns {Promise<object>} the final task
 * @throws {Refusal} if the server no longer has the task or denies access to it
 */
export async function follow(id, onProgress, signal) {
  if (!streaming && 'EventSource' in window) {
    streaming = true;
    try {
      const task = await stream(id, onProgress, signal);
      if (task) {
        return task;
      }
    } finally {
      streaming = false;
    }
  }
  return poll(id, onProgress, signal);
}

/**
 * Resolves with the final task, or with undefined if the stream is refused, held back or cut off. The browser resumes a
 * connection that is lost after an event.
 */
function stream(id, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const source = new EventSource(address(`/ai/task/${encodeURIComponent(id)}/events`));
    let task = {};
    let timer;
    let heard = false;

    const show = () => {
      timer = undefined;
      onProgress({ task });
    };
    const change = (what) => {
      task = { ...task, ...what };
      timer ??= setTimeout(show, SHOWN_EVERY);
    };
    const end = (settle) => {
      clearTimeout(timer);
      clearTimeout(silence);
      source.close();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => end(() => reject(signal.reason));
    const fallBack = () => end(() => resolve());
    let silence = setTimeout(fallBack, FIRST_NEWS);
    const expectNewsWithin = (time) => {
      clearTimeout(silence);
      silence = setTimeout(fallBack, time);
    };
    const hear = () => {
      heard = true;
      expectNewsWithin(LONGEST_SILENCE);
    };

    for (const name of ['stage', 'delta', 'restart', 'withdrawn']) {
      source.addEventListener(name, hear);
    }
    source.addEventListener('stage', ({ data }) => {
      const { partial } = task;
      task = { ...parse(data), partial };
      clearTimeout(timer);
      show();
    });
    source.addEventListener('delta', ({ data }) => change({ partial: (task.partial ?? '') + parse(data).text }));
    source.addEventListener('restart', () => change({ partial: '' }));
    source.addEventListener('withdrawn', () => change({ partial: '' }));
    source.addEventListener('done', ({ data }) => {
      const final = parse(data);
      end(() => (final.status === 'not_found' ? reject(gone(final)) : resolve(final)));
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED || !heard) {
        fallBack();
      } else {
        heard = false;
        expectNewsWithin(FIRST_NEWS);
        onProgress({ trouble: say('pending.lost') });
      }
    });
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) {
      abort();
    }
  });
}

function gone({ code, error }) {
  return new Refusal(sentenceOf(code, error) ?? say('refusal.gone'), 404);
}
