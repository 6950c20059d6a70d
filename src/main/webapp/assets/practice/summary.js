import { element } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { nameOfDomain, nameOfSkill } from './taxonomy-names.js';
import * as session from '../ui/session.js';
import { minutes } from './stopwatch.js';

/** How the practice of this tab went, by skill. Nobody but the browser knows it. */
const box = document.getElementById('summary-dialog');
const table = document.getElementById('summary-table');
const none = document.getElementById('summary-none');
const clear = document.getElementById('summary-clear');

export function openSummary() {
  show();
  box.showModal();
}

clear.addEventListener('click', () => {
  session.clearResults();
  document.getElementById('summary-done').focus();
  show();
});

function show() {
  const results = session.results();
  table.hidden = clear.hidden = !results.length;
  none.hidden = results.length > 0;
  const bySkill = new Map();
  for (const result of results) {
    bySkill.set(nameFor(result), [...(bySkill.get(nameFor(result)) ?? []), result]);
  }
  table.tBodies[0].replaceChildren(...[...bySkill].map(([name, some]) => row(name, some)));
  table.tFoot.replaceChildren(row(say('summary.total'), results));
}

/** The most exact that is known of what was practised. */
function nameFor({ skill, domain }) {
  return skill ? nameOfSkill(skill) : domain ? nameOfDomain(domain) : say('summary.other');
}

function row(name, results) {
  const right = results.filter((result) => result.right).length;
  const average = results.reduce((sum, { seconds }) => sum + seconds, 0) / (results.length || 1);
  const figures = [results.length, right, minutes(average)];
  return part(
    'tr', 'row', part('th', 'rowheader', name), ...figures.map((figure) => part('td', 'cell', String(figure))));
}

/** Parts of a table that are not laid out as one, on a phone, are taken for it by their roles alone. */
function part(kind, role, ...children) {
  const node = element(kind, {}, ...children);
  node.setAttribute('role', role);
  return node;
}
