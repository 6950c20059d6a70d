/** The entry module of the page on which a student enters the code of a lesson. */
import './ui/language-choice.js';
import { address } from './server/address.js';
import { call } from './server/api.js';
import { keepLesson } from './chat/lesson.js';
import { sentenceFor } from './ui/objection.js';

const form = document.getElementById('enter');
const code = document.getElementById('code');
const error = document.getElementById('pass-error');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  error.textContent = '';
  try {
    const { data } = await call('POST', '/ai/pass/enter/', { body: { code: code.value } });
    keepLesson(data);
    location.replace(address('/ai/chat/'));
  } catch (refusal) {
    error.textContent = sentenceFor(refusal);
    code.focus();
    code.select();
  }
});

// A link or a QR code has the code behind the hash sign, which the browser does not send.
const scanned = location.hash.slice(1);
if (scanned) {
  history.replaceState(null, '', location.pathname);
  code.value = scanned;
  form.requestSubmit();
} else {
  code.focus();
}
