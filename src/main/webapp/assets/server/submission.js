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
    const what = this.#path + JSON.stringify(body);
    key ??= unsettled()[what] ?? randomKey();
    keepUnsettled({ ...unsettled(), [what]: key });
    try {
      const { data } = await call('POST', this.#path, { body, headers: { 'Idempotency-Key': key } });
      settle(what);
      return data;
    } catch (refusal) {
      if (!refusal.passing) {
        settle(what);
      }
      throw refusal;
    }
  }
}

function settle(what) {
  keepUnsettled(Object.fromEntries(Object.entries(unsettled()).filter(([other]) => other !== what)));
}

/** `crypto.randomUUID` is missing on plain HTTP, where a school may run this. */
export function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
