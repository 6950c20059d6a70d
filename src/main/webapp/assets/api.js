/** Calls to the server, and its refusals as sentences. */

const PATIENCE = 20_000;
const UPLOAD_PATIENCE = 120_000;

/** The server said no, or could not be reached. The message is a sentence for the student. */
export class Refusal extends Error {
  /**
   * @param {string} sentence
   * @param {number} status of HTTP; 0 if there was no answer
   * @param {number} [retryAfter] seconds
   */
  constructor(sentence, status, retryAfter) {
    super(sentence);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{body?: object | FormData, headers?: object, signal?: AbortSignal}} [options]
 * @returns {Promise<{status: number, data: object | null, etag: string | null, retryAfter?: number}>} 2xx or 304
 * @throws {Refusal} else; an AbortError if the signal was raised
 */
export async function call(method, path, { body, headers, signal } = {}) {
  const { response, data } = await send(method, path, body, headers, signal);
  const retryAfter = secondsOf(response.headers.get('Retry-After'));
  if (!response.ok && response.status !== 304) {
    throw new Refusal(sentence(response.status, data, retryAfter), response.status, retryAfter);
  }
  if (response.status !== 304 && (typeof data !== 'object' || data === null)) {
    throw new Refusal('The server gave an answer that this page does not understand.', 502);
  }
  return { status: response.status, data, etag: response.headers.get('ETag'), retryAfter };
}

async function send(method, path, body, headers, signal) {
  const isForm = body instanceof FormData;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), isForm ? UPLOAD_PATIENCE : PATIENCE);
  const abort = () => limit.abort();
  signal?.addEventListener('abort', abort);
  try {
    signal?.throwIfAborted();
    const response = await fetch(path, {
      method,
      headers: { Accept: 'application/json', ...(body && !isForm && { 'Content-Type': 'application/json' }), ...headers },
      body: isForm || !body ? body : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'same-origin',
      signal: limit.signal,
    });
    return { response, data: parsed(await response.text()) };
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw new Refusal('The server cannot be reached. Please check your connection and try again.', 0);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Null for what is no JSON. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sentence(status, data, retryAfter) {
  const said = typeof data?.error === 'string' && data.error ? data.error : generally(status);
  const details = (Array.isArray(data?.errors) ? data.errors : [])
    .map((error) => error?.message)
    .filter((message) => typeof message === 'string' && !said.includes(message));
  const when = retryAfter > 0 ? [`You can try again in ${duration(retryAfter)}.`] : [];
  return [said, ...details, ...when].join(' ');
}

function generally(status) {
  if (status === 401 || status === 403) {
    return 'You are not signed in, or may not do this.';
  }
  if (status === 404) {
    return 'This is not there any more.';
  }
  if (status === 413) {
    return 'This is too big to send.';
  }
  if (status === 429) {
    return 'That was a lot at once.';
  }
  return status >= 500 ? 'The server has a problem at the moment.' : 'The server did not accept this.';
}

/** A Retry-After is a number of seconds or a date. */
function secondsOf(header) {
  if (!header) {
    return undefined;
  }
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** Seconds in words. */
export function duration(seconds) {
  if (seconds < 90) {
    return seconds === 1 ? '1 second' : `${seconds} seconds`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
