import { say } from './language.js';

/** What the form asks for. */
export function wish(form) {
  const fields = new FormData(form);
  const [part, slug] = fields.get('skill').split(':');
  const known = { section: fields.get('section'), ...(slug && { [part]: slug }), type: fields.get('type') };
  const chosen = form.elements.skill.selectedOptions[0];
  const topic = fields.get('topic').trim()
    || (part === 'domain' ? chosen.parentElement.label : slug && chosen.textContent)
    || (known.section && form.elements.section.selectedOptions[0].textContent);
  if (!topic) {
    throw new Error(say('practice.no-topic'));
  }
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value));
  return { topic, difficulty: fields.get('difficulty'), ...given };
}

/** The wish in words. */
export function label({ topic, difficulty, type }) {
  const kind = type && say(`type.${type}`);
  const what = [topic, difficulty && say(`difficulty.${difficulty}`), kind].filter(Boolean).join(', ');
  return say('practice.wish', { what });
}
