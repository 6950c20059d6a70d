/**
 * What the pages of people who have signed in share: who they are, the way to the pages that are theirs, and the way
 * out.
 */
import '../ui/language-choice.js';
import { address } from '../server/address.js';
import { call } from '../server/api.js';
import { forgetPerson } from './person.js';
import { attempt } from './form.js';
import { sentenceFor } from '../ui/objection.js';

const error = document.getElementById('page-error');

/**
 * Shows the way to the pages of the caller's role. Whoever has not signed in is led to the page where they can.
 *
 * @returns {Promise<{id: string, name: string, display_name: string, role: string}>} the caller's account
 */
export async function openDesk() {
  const account = await who();
  for (const place of document.querySelectorAll('.places a')) {
    place.hidden = !(place.dataset.roles ?? account.role).split(' ').includes(account.role);
    if (new URL(place.href).pathname === location.pathname) {
      place.setAttribute('aria-current', 'page');
    }
  }
  document.getElementById('sign-out').addEventListener('click', () => attempt(signOut, error));
  return account;
}

async function who() {
  try {
    const { data } = await call('GET', '/ai/account/');
    if (data.account && !data.account.must_change_password) {
      return data.account;
    }
  } catch (refusal) {
    if (refusal.status !== 401) {
      error.textContent = sentenceFor(refusal);
      return new Promise(() => {});
    }
  }
  location.replace(address('/login/'));
  return new Promise(() => {});
}

async function signOut() {
  const { data } = await call('DELETE', '/ai/session/');
  forgetPerson();
  location.replace(data.sign_out_url ?? address('/login/'));
}
