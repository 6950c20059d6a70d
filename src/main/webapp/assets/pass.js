/** The entry module of the page on which a student enters the code of a lesson. */
import './ui/language-choice.js';
import { address } from './server/address.js';
import { call } from './server/api.js';
import { keepLesson } from './chat/lesson.js';
import { form } from './people/form.js';

const code = document.getElementById('code');

const enter = form('enter', async () => {
  try {
    const { data } = await call('POST', '/ai/pass/enter/', { body: { code: code.value } });
    keepLesson(data);
    location.replace(address('/ai/chat/'));
  } catch (refusal) {
    code.focus();
    code.select();
    throw refusal;
  }
});

// A link or a QR code has the code behind the hash sign, which the browser does not send.
const scanned = location.hash.slice(1);
if (scanned) {
  history.replaceState(null, '', location.pathname);
  code.value = scanned;
  enter.requestSubmit();
} else {
  code.focus();
}
