/** The entry module of the page of the own account. */
import { attempt, form } from './people/form.js';
import { call } from './server/api.js';
import { element } from './ui/elements.js';
import { busyButton } from './ui/busy-button.js';
import { openDesk } from './people/desk.js';
import { date, say } from './ui/language.js';
import { save } from './people/save.js';

const error = document.getElementById('page-error');
const old = document.getElementById('old');
const chosen = document.getElementById('chosen');
const changed = document.getElementById('changed');
const done = document.getElementById('data-done');
const sessions = document.getElementById('sessions');

const account = await openDesk();
document.getElementById('who').textContent = say('account.who', {
  name: account.display_name,
  sign: account.name,
  role: say(`role.${account.role}`),
});
document.querySelector('#change [name="username"]').value = account.name;
attempt(showSessions, error);

form('change', async () => {
  changed.textContent = '';
  await call('POST', '/ai/account/password/', { body: { old_password: old.value, new_password: chosen.value } });
  old.value = '';
  chosen.value = '';
  changed.textContent = say('account.changed');
  await showSessions();
});

document.getElementById('download').addEventListener('click', () => attempt(async () => {
  const { data } = await call('GET', '/ai/chat/history/?limit=1000');
  save('sat-buddy.json', 'application/json', JSON.stringify({ account, history: data.history }, null, 2));
}, error));

document.getElementById('forget').addEventListener('click', () => attempt(async () => {
  if (confirm(say('account.forget-sure'))) {
    await call('DELETE', '/ai/chat/history/');
    sessionStorage.clear();
    done.textContent = say('account.forgotten');
  }
}, error));

async function showSessions() {
  const { data } = await call('GET', '/ai/account/sessions/');
  sessions.replaceChildren(...data.sessions.map(row));
}

function row(session) {
  const times = { began: date(session.created_at), used: date(session.used_at) };
  const about = session.current ? say('account.this-session', times) : say('account.session', times);
  const item = element('li', {}, element('span', { className: 'what', textContent: about }));
  if (!session.current) {
    const end = busyButton(say('account.end'), () => attempt(async () => {
      await call('DELETE', `/ai/account/sessions/${session.id}/`);
      await showSessions();
      document.getElementById('sessions-title').focus();
    }, error));
    item.append(end);
  }
  return item;
}
