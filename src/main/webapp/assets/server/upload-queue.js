import { Refusal } from './api.js';
import { pause } from './polling.js';
import { upload } from './upload.js';

/** A class that uploads at the same moment shares the server. */
const AT_ONCE = 3;

const MOST_TRIES = 6;

/** Seconds. A server that asks for more has no room for a while, and the student should know. */
const LONGEST_PAUSE = 20;

const waiting = [];
let running = 0;

/**
 * Uploads a picture once it is its turn, and again if the server is busy or cannot be reached for a moment.
 *
 * @param {Blob} file
 * @param {(percent: number) => void} onProgress
 * @param {AbortSignal} signal
 * @returns {Promise<string>} the picture's id
 * @throws {Refusal} or an AbortError if the signal was aborted
 */
export async function uploadInTurn(file, onProgress, signal) {
  if (running >= AT_ONCE) {
    // Whoever ends hands over the place.
    await new Promise((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await uploadPatiently(file, onProgress, signal);
  } finally {
    const next = waiting.shift();
    if (next) {
      next();
    } else {
      running -= 1;
    }
  }
}

async function uploadPatiently(file, onProgress, signal) {
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await upload(file, onProgress, signal);
    } catch (failure) {
      const seconds = Math.max(failure.retryAfter ?? 0, tries);
      const passes = failure instanceof Refusal && failure.passing && seconds <= LONGEST_PAUSE;
      if (!passes || tries === MOST_TRIES) {
        throw failure;
      }
      await pause(1000 * seconds, signal);
    }
  }
}
