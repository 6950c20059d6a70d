/** The form that asks for a practice question. It shows the last choice. */
import { Objection } from '../ui/objection.js';
import { dialog } from '../ui/dialogs.js';
import { say } from '../ui/language.js';
import { keepChosen, lastChosen } from '../ui/session.js';
import { openSummary } from './summary.js';

const form = document.getElementById('practice-form');
const opener = document.getElementById('practice');
const { section, skill, type } = form.elements;

/** @param {(request: object) => Promise<void>} onRequest rejects with an error that `sentenceFor` can put into words */
export function begin(onRequest) {
  putBack(lastChosen());
  section.addEventListener('change', fit);
  skill.addEventListener('change', fit);
  document.getElementById('summary').addEventListener('click', openSummary);
  dialog('practice', opener, async () => {
    const request = read();
    keepChosen(Object.fromEntries(new FormData(form)));
    await onRequest(request);
  });
}

/** Opens the form from anywhere on the page. On close, the focus goes to its button. */
export function open() {
  opener.focus();
  opener.click();
}

/** Resets the form. */
export function forget() {
  form.reset();
  fit();
}

/** Restores the last choice. Another version of this form may have stored other fields. */
function putBack(chosen) {
  for (const field of [...form.elements].filter(({ name }) => name && Object.hasOwn(chosen, name))) {
    field.value = chosen[field.name];
  }
  form.elements.timed.checked = 'timed' in chosen;
  fit();
}

/** Offers only valid combinations: the skills of the section, and typed answers in math. */
function fit() {
  for (const group of skill.querySelectorAll('optgroup')) {
    // Not every browser hides an optgroup.
    group.hidden = group.disabled = Boolean(section.value) && group.dataset.section !== section.value;
  }
  reset(skill, groupOf(skill)?.disabled);
  const typed = type.querySelector('[value="spr"]');
  typed.disabled = (section.value || groupOf(skill)?.dataset.section) === 'reading-and-writing';
  reset(type, type.value === 'spr' && typed.disabled);
}

function reset(select, unfit) {
  if (unfit) {
    select.value = '';
  }
}

/** The optgroup of the choice, which is its domain; undefined without a choice. */
function groupOf(select) {
  return select.selectedOptions[0]?.closest('optgroup');
}

function read() {
  const fields = new FormData(form);
  const topic = fields.get('topic').trim() || chosenTopic();
  if (!topic) {
    throw new Objection(say('practice.no-topic'));
  }
  const known = { ...place(), difficulty: fields.get('difficulty'), type: fields.get('type'), timed: fields.has('timed') };
  return { topic, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value)) };
}

/** The name of the skill, else of the domain, else of the section. */
function chosenTopic() {
  const [part] = skill.value.split(':');
  const chosen = part === 'domain' ? groupOf(skill).label : skill.value && skill.selectedOptions[0].textContent;
  return chosen || (section.value && section.selectedOptions[0].textContent);
}

/** The section, domain and skill of the choice. */
function place() {
  const group = groupOf(skill);
  const [, domain] = group?.querySelector('option').value.split(':') ?? [];
  const [part, slug] = skill.value.split(':');
  return { section: section.value || group?.dataset.section, domain, ...(part === 'skill' && { skill: slug }) };
}
