import { announce } from '../ui/announcer.js';
import { call } from '../server/api.js';
import { sentenceFor } from '../ui/objection.js';
import { dialog } from '../ui/dialogs.js';
import { element } from '../ui/elements.js';
import { clock, duration, say, sayCount } from '../ui/language.js';
import { matching, forgetMessages } from './search.js';
import { timeOf } from '../server/stages.js';

const list = document.getElementById('conversations');
const search = document.getElementById('search');
const found = document.getElementById('found');
const kept = document.getElementById('kept');
const currentActions = document.getElementById('this-conversation');
const error = document.getElementById('side-error');
const retention = document.getElementById('retention');

/** The conversations as the server listed them last; undefined until then. */
let all;
let current = null;
let choose;

/** Numbers the requests for the list. An answer to an earlier request than the one shown is out of date. */
let asked = 0;
let shown = 0;

/**
 * Lists the student's conversations and lets one of them be opened, renamed and deleted.
 *
 * @param {(id: string) => void} onChoose
 * @param {(id: string) => void} onDelete called after a conversation was deleted
 */
export function begin(onChoose, onDelete) {
  choose = onChoose;
  retention.textContent = say('side.kept-all', { duration: duration(Number(retention.dataset.seconds)) });
  search.addEventListener('input', show);
  dialog('rename', document.getElementById('rename'), rename, () => {
    document.getElementById('title').value = titleOf(conversation());
    return current;
  });
  dialog('delete', document.getElementById('delete'), async (form, id) => {
    await remove(id);
    return () => onDelete(id);
  }, () => current);
}

/**
 * Requests the list anew and shows it.
 *
 * @param {string | null} id of the conversation that is shown
 * @returns {Promise<object[]>} the latest first; empty if no request has succeeded yet
 */
export async function refresh(id) {
  current = id;
  const mine = ++asked;
  await attempt(async () => {
    const { conversations } = (await call('GET', '/ai/conversations/')).data;
    if (mine > shown) {
      shown = mine;
      all = conversations;
      forgetMessages();
    }
  });
  await show();
  return all ?? [];
}

/** The name of the conversation that is shown. */
export function title() {
  return titleOf(conversation());
}

/** Runs this request and shows its failure beside the list. */
export async function attempt(request) {
  try {
    await request();
    error.textContent = '';
  } catch (failure) {
    error.textContent = sentenceFor(failure);
  }
}

function conversation() {
  return all?.find(({ conversation_id: id }) => id === current);
}

function titleOf(one) {
  return one?.title || say('side.untitled');
}

async function rename(form, id) {
  await call('PATCH', pathOf(id), { body: { title: form.elements.title.value.trim() } });
  await refresh(current);
  return () => announce(say('rename.done'));
}

/** A conversation that the server no longer has counts as deleted. */
async function remove(id) {
  try {
    await call('DELETE', pathOf(id));
  } catch (refusal) {
    if (refusal.status !== 404) {
      throw refusal;
    }
  }
}

function pathOf(id) {
  return `/ai/conversations/${encodeURIComponent(id)}`;
}

async function show() {
  const words = wanted();
  await attempt(async () => {
    const hits = words ? await matching(all ?? [], words) : (all ?? []).map((one) => ({ one }));
    if (words === wanted()) {
      showRows(hits.map(({ one, excerpt }) => row(one, excerpt)));
      found.textContent = words ? sayCount('side.found', hits.length) : all?.length === 0 ? say('side.none') : '';
    }
  });
  const expiry = timeOf(conversation()?.expires_at);
  kept.textContent = expiry === null ? '' : say('side.kept', { time: clock(expiry) });
  currentActions.hidden = !conversation();
}

function wanted() {
  return search.value.trim().toLocaleLowerCase();
}

/** Keeps the keyboard focus on the same conversation. */
function showRows(rows) {
  const at = document.activeElement?.closest('#conversations button')?.value;
  list.replaceChildren(...rows);
  [...list.querySelectorAll('button')].find(({ value }) => value === at)?.focus();
}

function row(one, excerpt) {
  const { conversation_id: id, active_tasks: active } = one;
  const button = element(
    'button', { type: 'button', value: id }, element('span', { className: 'title', textContent: titleOf(one) }));
  const more = [excerpt, active > 0 && say('side.working')].filter(Boolean);
  button.append(...more.map((textContent) => element('span', { className: 'excerpt', textContent })));
  if (id === current) {
    button.setAttribute('aria-current', 'true');
  }
  button.addEventListener('click', () => choose(id));
  return element('li', {}, button);
}
