/** The entry module of the page on which teachers make lessons, show their codes and end them. */
import { attempt, form } from './people/form.js';
import { busyButton } from './ui/busy-button.js';
import { call } from './server/api.js';
import { date, say } from './ui/language.js';
import { element } from './ui/elements.js';
import { openDesk } from './people/desk.js';

const error = document.getElementById('page-error');
const field = (id) => document.getElementById(id);

/** The ids of the lessons for which the AI is switched off. */
let off = new Set();

await openDesk();
attempt(showPasses, error);

const make = form('make', async () => {
  const body = { name: field('name').value, seats: Number(field('seats').value), minutes: Number(field('minutes').value) };
  if (field('tokens').value) {
    body.tokens = Number(field('tokens').value);
  }
  const { data } = await call('POST', '/ai/admin/passes/', { body });
  make.reset();
  show(data.pass);
  await showPasses();
});

/** The code is shown once: the server does not keep it. */
function show(pass) {
  const link = new URL(pass.link, location).href;
  field('made').hidden = false;
  field('made-title').textContent = say('teach.made', { name: pass.name, time: date(pass.ends_at) });
  field('made-code').textContent = pass.code;
  field('made-qr').src = pass.qr;
  field('made-qr').alt = say('teach.qr', { name: pass.name });
  field('made-link').href = link;
  field('made-link').textContent = link;
  field('made-title').focus();
}

async function showPasses() {
  const { data: ai } = await call('GET', '/ai/admin/ai/');
  off = new Set(ai.lessons_off);
  const { data } = await call('GET', '/ai/admin/passes/');
  field('none').hidden = data.passes.length > 0;
  field('passes').replaceChildren(...data.passes.map(row));
}

function row(pass) {
  const about = say(`pass-state.${pass.state}`, {
    name: pass.name,
    begins: date(pass.starts_at),
    ends: date(pass.ends_at),
    taken: pass.seats_taken,
    seats: pass.seats,
  });
  const used = pass.tokens
    ? say('teach.budget', { used: pass.tokens_used, tokens: pass.tokens })
    : say('teach.used', { used: pass.tokens_used });
  const item = element('li', {}, element('span', { className: 'what', textContent: `${about} ${used}` }));
  if (pass.state !== 'over') {
    const end = busyButton(say('teach.end'), () => attempt(async () => {
      await call('DELETE', `/ai/admin/passes/${pass.id}/`);
      await showPasses();
      field('passes-title').focus();
    }, error));
    end.setAttribute('aria-label', say('teach.end-this', { name: pass.name }));
    const on = off.has(pass.id);
    const turn = busyButton(on ? say('ai.on') : say('ai.off'), () => attempt(async () => {
      await call('POST', '/ai/admin/ai/', { body: { enabled: on, lesson: pass.id } });
      await showPasses();
      field('passes-title').focus();
    }, error));
    turn.setAttribute('aria-label', on ? say('ai.on-for', { name: pass.name }) : say('ai.off-for', { name: pass.name }));
    item.append(turn, end);
  }
  return item;
}
