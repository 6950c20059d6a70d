/** Calls to the server, with refusals as sentences for the student. */
import { duration, language, say, sayIfKnown } from '../ui/language.js';
import { Objection } from '../ui/objection.js';
import { inItsOwnOrder } from '../ui/deception.js';
import { address } from './address.js';

const isWrittenInEnglish = language === 'en';

/** Milliseconds. */
const TIMEOUT = 20_000;

/** The server refused a call or could not be reached. */
export class Refusal extends Objection {
  /**
   * @param {string} sentence
   * @param {number} status of HTTP; 0 if there was no answer
   * @param {number} [retryAfter] seconds
   * @param {string} [code] of the contract
   */
  constructor(sentence, status, retryAfter, code) {
    super(sentence);
    this.status = status;
    this.retryAfter = retryAfter;
    this.code = code;
  }

  /** Whether the same call may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/**
 * @param {string} method
 * @param {string} path of the HTTP contract
 * @param {{body?: object, headers?: object, signal?: AbortSignal}} [options]
 * @returns {Promise<{status: number, data: object | null, etag: string | null, retryAfter?: number}>} for a
 *   status of 2xx or 304
 * @throws {Refusal} for any other status or no answer; an AbortError if the signal was aborted
 */
export async function call(method, path, { body, headers, signal } = {}) {
  const { response, text } = await send(method, path, body, headers, signal);
  const { retryAfter, data } = read(response.status, text, response.headers.get('Retry-After'));
  return { status: response.status, data, etag: response.headers.get('ETag'), retryAfter };
}

/**
 * Reads an answer of the server.
 *
 * @param {number} status of HTTP
 * @param {string} text
 * @param {string | null} retryAfter the header `Retry-After`
 * @throws {Refusal} if the status is an error or the body is no JSON object
 */
export function read(status, text, retryAfter) {
  const data = parsed(text);
  const seconds = secondsOf(retryAfter);
  if (status >= 400 || (status >= 300 && status !== 304)) {
    throw new Refusal(sentence(status, data, seconds), status, seconds, data?.code);
  }
  if (status !== 304 && (typeof data !== 'object' || data === null)) {
    throw new Refusal(say('refusal.odd'), 502);
  }
  return { data, retryAfter: seconds };
}

/** The refusal for a call without an answer. */
export function unreachable() {
  return new Refusal(say('refusal.unreachable'), 0);
}

async function send(method, path, body, headers, signal) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIMEOUT);
  const abort = () => limit.abort();
  signal?.addEventListener('abort', abort);
  try {
    signal?.throwIfAborted();
    const response = await fetch(address(path), {
      method,
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
      body: body && JSON.stringify(body),
      cache: 'no-store',
      credentials: 'same-origin',
      signal: limit.signal,
    });
    return { response, text: await response.text() };
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw unreachable();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/**
 * The value that the server wrote as JSON. Every text of a student or an AI on the page comes from here.
 *
 * @throws {SyntaxError}
 */
export function parse(json) {
  return JSON.parse(json, (_, value) => (typeof value === 'string' ? inItsOwnOrder(value) : value));
}

/** Null for text that is not JSON. */
function parsed(text) {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function sentence(status, data, retryAfter) {
  const said = sentenceOf(data?.code, data?.error) ?? generally(status);
  const details = (Array.isArray(data?.errors) && isWrittenInEnglish ? data.errors : [])
    .map((error) => error?.message)
    .filter((message) => typeof message === 'string' && !said.includes(message));
  const when = retryAfter > 0 ? [say('refusal.again', { duration: duration(retryAfter) })] : [];
  return [said, ...details, ...when].join(' ');
}

/**
 * The sentence for an error of the server. The server writes English: in other languages the code selects the sentence.
 *
 * @param {string | undefined} code of the contract
 * @param {string | undefined} error in English
 */
export function sentenceOf(code, error) {
  const english = typeof error === 'string' && error ? error : undefined;
  return isWrittenInEnglish ? english : sayIfKnown(`error.${code}`) ?? english;
}

function generally(status) {
  if (status === 401 || status === 403) {
    return say('refusal.forbidden');
  }
  if (status === 404) {
    return say('refusal.gone');
  }
  if (status === 413) {
    return say('refusal.too-big');
  }
  if (status === 429) {
    return say('refusal.too-much');
  }
  return status >= 500 ? say('refusal.server') : say('refusal.client');
}

/** A Retry-After is a number of seconds or a date. */
function secondsOf(header) {
  if (!header) {
    return undefined;
  }
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
