import { call } from './api.js';
import { keepUnsettled, unsettled } from '../ui/session.js';

/**
 * Submits tasks to one path. A repeated request has the idempotency key of the failed one, even after the page was
 * reloaded. If the first one arrived and only its answer was lost, the server does not do the work twice.
 */
export class Submission {
  #path;

  constructor(path) {
    this.#path = path;
  }

  /**
   * @param {object} body
   * @param {string} [key] the idempotency key of a request that was sent before the page was reloaded
   * @returns {Promise<object>} the accepted task
   * @throws {import('./api.js').Refusal}
   */
  async send(body, key = undefined) {
    const request = this.#path + JSON.stringify(body);
    key ??= unsettled()[request] ?? randomKey();
    keepUnsettled({ ...unsettled(), [request]: key });
    try {
      const { data } = await call('POST', this.#path, { body, headers: { 'Idempotency-Key': key } });
      settle(request);
      return data;
    } catch (refusal) {
      if (!refusal.passing) {
        settle(request);
      }
      throw refusal;
    }
  }
}

function settle(request) {
  keepUnsettled(Object.fromEntries(Object.entries(unsettled()).filter(([other]) => other !== request)));
}

/** A random key. `crypto.randomUUID` is missing on plain HTTP, which a school may use. */
export function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
