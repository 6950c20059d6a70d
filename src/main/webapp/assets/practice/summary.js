import { element } from '../ui/elements.js';
import { minutesAndSeconds, say } from '../ui/language.js';
import * as session from '../ui/session.js';
import { figuresBySkill, figuresOf } from './practice-results.js';

/** The dialog with the results of this tab's practice, by skill. They never leave the browser. */
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
  table.tBodies[0].replaceChildren(...figuresBySkill(results).map(({ name, ...figures }) => row(name, figures)));
  table.tFoot.replaceChildren(row(say('summary.total'), figuresOf(results)));
}

function row(name, { answered, right, seconds }) {
  const figures = [answered, right, minutesAndSeconds(seconds)];
  return part(
    'tr', 'row', part('th', 'rowheader', name), ...figures.map((figure) => part('td', 'cell', String(figure))));
}

/** On a phone the parts are not laid out as a table. Their roles still make them a table for screen readers. */
function part(kind, role, ...children) {
  const node = element(kind, {}, ...children);
  node.setAttribute('role', role);
  return node;
}
