import { Refusal, sentenceOf } from './api.js';
import { say } from '../ui/language.js';
import { poll } from './polling.js';

/** How often the text is shown anew while it comes, in milliseconds: it is set anew each time. */
const SHOWN_EVERY = 100;

/** A stream says at once where its task stands, unless something between keeps it back. Milliseconds. */
const FIRST_NEWS = 5000;

/** A connection may be dead without anybody knowing, as after a phone has changed its network. Milliseconds. */
const LONGEST_SILENCE = 20_000;

/** Browsers allow six connections to a server, so one answer streams and the others are asked after. */
let streaming = false;

/**
 * Follows a task until it is final: as it happens where that is possible, else by asking.
 *
 * @param {string} id
 * @param {(progress: {task?: object, trouble?: string}) => void} onProgress
 * @param {AbortSignal} signal ends the following, not the task
 * @returns {Promise<object>} the final task
 * @throws {Refusal} if the server has no such task any more, or does not let us see it
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
 * Resolves with the final task, or with nothing if this cannot be streamed: refused, kept back or cut off on the way. A
 * connection that is lost after it brought something resumes by itself.
 */
function stream(id, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const source = new EventSource(`/ai/task/${encodeURIComponent(id)}/events`);
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
      task = { ...JSON.parse(data), partial };
      clearTimeout(timer);
      show();
    });
    source.addEventListener('delta', ({ data }) => change({ partial: (task.partial ?? '') + JSON.parse(data).text }));
    source.addEventListener('restart', () => change({ partial: '' }));
    source.addEventListener('withdrawn', () => change({ partial: '' }));
    source.addEventListener('done', ({ data }) => {
      const final = JSON.parse(data);
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
