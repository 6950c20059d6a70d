/** The entry module of the page of the own account. */
import { attempt, form } from './people/form.js';
import { call } from './server/api.js';
import { element, uniqueId } from './ui/elements.js';
import { busyButton } from './ui/busy-button.js';
import { openDesk } from './people/desk.js';
import { date, say } from './ui/language.js';
import { save } from './ui/save.js';

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
document.getElementById('password-part').hidden = account.signs_in_by !== 'local';
document.getElementById('manage-scope').hidden = account.role === 'student';
attempt(async () => {
  await showSessions();
  await showTokens();
}, error);

const makeToken = form('make-token', async () => {
  const body = {
    name: document.getElementById('token-name').value,
    days: Number(document.getElementById('token-days').value),
    scopes: [...makeToken.querySelectorAll('[name="scope"]:checked')].map((box) => box.value),
  };
  const { data } = await call('POST', '/ai/account/tokens/', { body });
  makeToken.reset();
  const text = document.getElementById('token-text');
  text.textContent = data.token.text;
  document.getElementById('made-token').hidden = false;
  text.focus();
  await showTokens();
});

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

async function showTokens() {
  const { data } = await call('GET', '/ai/account/tokens/');
  document.getElementById('tokens').replaceChildren(...data.tokens.map((token) => {
    const scopes = token.scopes.map((scope) => say(`scope.${scope}`)).join(', ');
    const about = token.used_at
      ? say('token.used', { name: token.name, scopes, ends: date(token.expires_at), used: date(token.used_at) })
      : say('token.unused', { name: token.name, scopes, ends: date(token.expires_at) });
    const what = element('span', { className: 'what', id: uniqueId('token'), textContent: about });
    const revoke = busyButton(say('token.revoke'), () => attempt(async () => {
      await call('DELETE', `/ai/account/tokens/${token.id}/`);
      await showTokens();
      document.getElementById('tokens-title').focus();
    }, error));
    revoke.setAttribute('aria-describedby', what.id);
    return element('li', {}, what, revoke);
  }));
}

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
