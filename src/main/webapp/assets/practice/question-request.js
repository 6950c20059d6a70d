/** A request for a practice question: what the contract asks for, and whether it is `timed`, which concerns the page alone. */
import { say, sayIfKnown } from '../ui/language.js';
import { nameOfDifficulty } from './taxonomy-names.js';

const ASKED = ['topic', 'difficulty', 'section', 'domain', 'skill', 'type'];

/** What the server is told of it. */
export function requestBody(request) {
  return Object.fromEntries(ASKED.filter((name) => request[name]).map((name) => [name, request[name]]));
}

/** Whether both ask the server for the same. */
export function isSameRequest(one, other) {
  return ASKED.every((name) => (one[name] || '') === (other[name] || ''));
}

/** In words. */
export function requestLabel({ topic, difficulty, type }) {
  const kind = type && sayIfKnown(`type.${type}`);
  const what = [topic, difficulty && nameOfDifficulty(difficulty), kind].filter(Boolean).join(', ');
  return say('practice.wish', { what });
}
