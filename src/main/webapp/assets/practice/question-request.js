/** A request for a practice question: the fields of the contract, and `timed`, which stays on the page. */
import { say, sayIfKnown } from '../ui/language.js';
import { nameOfDifficulty } from './taxonomy-names.js';

const FIELDS = ['topic', 'difficulty', 'section', 'domain', 'skill', 'type'];

/** The body that goes to the server: the fields that have a value. */
export function requestBody(request) {
  return Object.fromEntries(FIELDS.filter((name) => request[name]).map((name) => [name, request[name]]));
}

/** Whether both ask the server for the same kind of question. */
export function isSameRequest(one, other) {
  return FIELDS.every((name) => (one[name] || '') === (other[name] || ''));
}

/** The request in words, for the student's turn. */
export function requestLabel({ topic, difficulty, type }) {
  const kind = type && sayIfKnown(`type.${type}`);
  const what = [topic, difficulty && nameOfDifficulty(difficulty), kind].filter(Boolean).join(', ');
  return say('practice.wish', { what });
}
