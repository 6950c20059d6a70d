/** The entry module of the page on which administrators manage accounts. */
import { attempt, form } from './people/form.js';
import { busyButton } from './ui/busy-button.js';
import { call } from './server/api.js';
import { element, uniqueId } from './ui/elements.js';
import { openDesk } from './people/desk.js';
import { save } from './ui/save.js';
import { say, sayCount } from './ui/language.js';

const ROLES = ['student', 'teacher', 'admin', 'security'];

/** The size of the server's page. */
const PAGE = 200;

const error = document.getElementById('page-error');
const field = (id) => document.getElementById(id);

let shown = [];
let secrets = [];
let list = '';

/** The ids of the people for whom the AI is switched off. */
let withoutAi = new Set();
let aiIsOn = true;

await openDesk();
attempt(async () => {
  showAi((await call('GET', '/ai/admin/ai/')).data);
  await find('');
}, error);

field('ai-turn').addEventListener('click', () => attempt(() => turnAi({ enabled: !aiIsOn }), error));

async function turnAi(body) {
  showAi((await call('POST', '/ai/admin/ai/', { body })).data);
}

function showAi(ai) {
  aiIsOn = ai.enabled;
  withoutAi = new Set(ai.people_off);
  field('ai-state').textContent = ai.enabled ? say('ai.is-on') : say('ai.is-off');
  field('ai-turn').textContent = ai.enabled ? say('ai.off-all') : say('ai.on-all');
}

document.getElementById('find').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(() => find(''), error);
});
field('more').addEventListener('click', () => attempt(() => find(shown.at(-1).name), error));

async function find(after) {
  const search = new URLSearchParams({ search: field('search').value, after });
  const { data } = await call('GET', `/ai/admin/people/?${search}`);
  shown = after ? [...shown, ...data.people] : data.people;
  field('more').hidden = data.people.length < PAGE;
  field('people').replaceChildren(...shown.map(row));
  field('found').textContent = sayCount('people.found', shown.length);
}

function row(person) {
  const id = uniqueId('role');
  const select = element('select', { id, autocomplete: 'off' }, ...ROLES.map((role) => element('option', {
    value: role,
    textContent: say(`role.${role}`),
    selected: role === person.role,
  })));
  select.addEventListener('change', () => change(person, { role: select.value }));
  const label = element('label', {
    htmlFor: id,
    className: 'visually-hidden',
    textContent: say('people.role-of', { name: person.display_name }),
  });
  const off = busyButton(person.disabled ? say('people.on') : say('people.off'), () => change(person, { disabled: !person.disabled }));
  const reset = busyButton(say('people.reset'), () => attempt(async () => {
    if (confirm(say('people.reset-sure', { name: person.display_name }))) {
      const { data } = await call('POST', `/ai/admin/people/${person.id}/password/`);
      tell([data.person]);
    }
  }, error));
  const about = person.disabled
    ? say('people.is-off', { name: person.display_name, sign: person.name })
    : nameOf(person);
  const on = withoutAi.has(person.id);
  const turn = busyButton(on ? say('ai.on') : say('ai.off'), () => attempt(async () => {
    await turnAi({ enabled: on, person: person.id });
    field('done').textContent = say('people.changed', { name: person.display_name });
    field('people').replaceChildren(...shown.map(row));
  }, error));
  const what = element('span', { id: uniqueId('person'), className: 'what', textContent: about });
  reset.hidden = person.signs_in_by !== 'local';
  [turn, off, reset].forEach((button) => button.setAttribute('aria-describedby', what.id));
  return element('li', {}, what, label, select, turn, off, reset);
}

function nameOf(person) {
  return `${person.display_name} (${person.name})`;
}

async function change(person, body) {
  await attempt(async () => {
    const { data } = await call('PATCH', `/ai/admin/people/${person.id}/`, { body });
    shown = shown.map((it) => (it.id === person.id ? data.person : it));
    field('done').textContent = say('people.changed', { name: data.person.display_name });
  }, error);
  field('people').replaceChildren(...shown.map(row));
}

const add = form('add', async () => {
  const body = { name: field('name').value, role: field('role').value, display_name: field('display-name').value || null };
  const { data } = await call('POST', '/ai/admin/people/', { body });
  add.reset();
  tell([data.person]);
  await find('');
});

form('class-list', async () => {
  list = await field('file').files[0].text();
  const { data } = await call('POST', '/ai/admin/people/list/', { body: { csv: list } });
  showDifference(data);
});

field('apply').addEventListener('click', () => attempt(async () => {
  const { data } = await call('POST', '/ai/admin/people/list/', { body: { csv: list, apply: true } });
  field('difference').hidden = true;
  field('class-list').reset();
  field('done').textContent = say('people.applied');
  if (data.made.length > 0) {
    tell(data.made);
  }
  await find('');
}, error));

function showDifference(difference) {
  const lines = [
    ...difference.errors.map((fault) => say('people.fault', fault)),
    ...difference.to_make.map((it) => say('people.to-make', { name: it.display_name, sign: it.name, role: say(`role.${it.role}`) })),
    ...difference.to_change.map((it) => say('people.to-change', { name: it.display_name, sign: it.name, role: say(`role.${it.role}`) })),
    sayCount('people.same', difference.same),
    ...(difference.absent_in_all > 0
      ? [sayCount('people.absent', difference.absent_in_all) + ' ' + difference.absent.join(', ')]
      : []),
  ];
  field('changes').replaceChildren(...lines.map((textContent) => element('li', { textContent })));
  field('difference').hidden = false;
  field('apply').hidden = difference.errors.length > 0 || difference.to_make.length + difference.to_change.length === 0;
  field('difference-title').focus();
}

/** First passwords are shown once: the server does not keep them. */
function tell(people) {
  secrets = people;
  field('secrets').hidden = false;
  field('secret-list').replaceChildren(...people.map((person) => element(
    'li',
    {},
    element('span', { className: 'what', textContent: nameOf(person) }),
    element('code', { textContent: person.password }),
  )));
  field('secrets-title').focus();
}

field('save-secrets').addEventListener('click', () => {
  const quoted = (text) => `"${guarded(text).replaceAll('"', '""')}"`;
  const rows = secrets.map((it) => [it.name, it.display_name, it.password].map(quoted).join(','));
  save('passwords.csv', 'text/csv', ['name,display_name,password', ...rows, ''].join('\r\n'));
});

/** A spreadsheet would take a text for a formula that begins as one. */
function guarded(text) {
  return /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
}
