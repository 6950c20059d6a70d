import { call } from './api.js';

/**
 * One kind of request. Sending the same again after a failure is the same request: if the first one did arrive and only
 * its answer was lost, the server does not do the work twice.
 */
export class Submission {
  #path;
  #unsettled = new Map();

  constructor(path) {
    this.#path = path;
  }

  /**
   * @param {object} body
   * @param {string} [key] of a request that was sent before this page was loaded
   * @returns {Promise<object>} what the server says of the accepted task
   * @throws {import('./api.js').Refusal}
   */
  async send(body, key = undefined) {
    const text = JSON.stringify(body);
    key ??= this.#unsettled.get(text) ?? randomKey();
    this.#unsettled.set(text, key);
    const { data } = await call('POST', this.#path, { body, headers: { 'Idempotency-Key': key } });
    this.#unsettled.delete(text);
    return data;
  }
}

/** `crypto.randomUUID` is missing on plain HTTP, where a school may run this. */
export function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
