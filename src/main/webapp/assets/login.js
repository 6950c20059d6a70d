/** The entry module of the page on which people sign in, and choose a password when somebody else knows theirs. */
import './ui/language-choice.js';
import { address } from './server/address.js';
import { call } from './server/api.js';
import { form } from './people/form.js';
import { keepPerson } from './people/person.js';

/** Where each role goes first. */
const HOMES = { student: '/ai/chat/', teacher: '/teach/', admin: '/admin/people/', security: '/account/' };

const password = document.getElementById('password');
const chosen = document.getElementById('chosen');
const choose = document.getElementById('choose');

const signIn = form('sign-in', async () => {
  const name = document.getElementById('name').value;
  try {
    const { data } = await call('POST', '/ai/session/', { body: { name, password: password.value } });
    enter(data.account);
  } catch (refusal) {
    password.focus();
    password.select();
    throw refusal;
  }
});

form('choose', async () => {
  const body = { old_password: password.value, new_password: chosen.value };
  try {
    const { data } = await call('POST', '/ai/account/password/', { body });
    enter(data.account);
  } catch (refusal) {
    chosen.focus();
    throw refusal;
  }
});

function enter(account) {
  if (account.must_change_password) {
    signIn.hidden = true;
    choose.hidden = false;
    choose.elements.username.value = account.name;
    chosen.focus();
    return;
  }
  keepPerson(account);
  location.replace(address(HOMES[account.role]));
}

document.getElementById('name').focus();
