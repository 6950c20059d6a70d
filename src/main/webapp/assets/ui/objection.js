import { say } from './language.js';

/** Something cannot be done. The message is a sentence for the student. */
export class Objection extends Error {}

/** What a student is told of a failure: of a fault in the page that there is one, and the console what it is. */
export function sentenceFor(failure) {
  if (failure instanceof Objection) {
    return failure.message;
  }
  reportError(failure);
  return say('refusal.page');
}
