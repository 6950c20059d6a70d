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
  [...table.tBodies].forEach((skill) => skill.remove());
  table.tFoot.before(
    ...figuresBySkill(results).map(({ name, ...figures }) => element('tbody', {}, ...rows(name, figures))));
  table.tFoot.replaceChildren(...rows(say('summary.total'), figuresOf(results)));
}

/**
 * The name and the figures below each other, so that they fit on a phone. A layout by CSS would not do, because some
 * screen readers then find no table.
 */
function rows(name, { answered, right, seconds }) {
  const heading = element('th', { scope: 'rowgroup', colSpan: 3 }, name);
  const figures = [answered, right, minutesAndSeconds(seconds)].map((figure) => element('td', {}, String(figure)));
  return [element('tr', {}, heading), element('tr', {}, ...figures)];
}
