import { say } from './language.js';

/** A reason that something cannot be done. The message is a sentence for the student. */
export class Objection extends Error {}

/** The sentence for a failure. A fault in the page is reported to the console, and gets a general sentence. */
export function sentenceFor(failure) {
  if (failure instanceof Objection) {
    return failure.message;
  }
  reportError(failure);
  return say('refusal.page');
}
