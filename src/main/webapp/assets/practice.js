import { Submission } from './submission.js';

const submission = new Submission('/ai/generate-question/');

const TYPES = { mcq: 'multiple choice', spr: 'type the answer' };

/** What the form asks for. */
export function wish(form) {
  const fields = new FormData(form);
  const body = { topic: fields.get('topic').trim(), difficulty: fields.get('difficulty') };
  return fields.get('type') ? { ...body, type: fields.get('type') } : body;
}

/** The wish in words. */
export function label({ topic, difficulty, type }) {
  return `Practice question: ${topic} (${[difficulty, TYPES[type]].filter(Boolean).join(', ')})`;
}

/** @returns {Promise<object>} the accepted task */
export async function generate(body) {
  if (!body.topic) {
    throw new Error('Please type a topic first.');
  }
  return submission.send(body);
}
