import { element } from './elements.js';
import { say } from './language.js';
import { nameOf } from './names.js';
import * as session from './session.js';
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
  return skill ? nameOf('skill', skill) : domain ? nameOf('domain', domain) : say('summary.other');
}

function row(name, results) {
  const right = results.filter((result) => result.right).length;
  const average = results.reduce((sum, { seconds }) => sum + seconds, 0) / (results.length || 1);
  const figures = [results.length, right, minutes(average)];
  return element(
    'tr', {}, element('th', { scope: 'row', textContent: name }),
    ...figures.map((textContent) => element('td', { textContent })));
}
