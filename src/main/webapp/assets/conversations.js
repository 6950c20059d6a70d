import { Refusal, call } from './api.js';
import { dialog } from './dialogs.js';
import { element } from './elements.js';
import { announce } from './announcer.js';
import { clock, duration, say, sayCount } from './language.js';
import { timeOf } from './stages.js';

const list = document.getElementById('conversations');
const search = document.getElementById('search');
const found = document.getElementById('found');
const kept = document.getElementById('kept');
const these = document.getElementById('this-conversation');
const error = document.getElementById('side-error');

const retention = document.getElementById('retention');

/** As many messages as the server lets be asked for at once. */
const SEARCHED = 500;

let all = [];
let current = null;
let choose;
let messages;

/**
 * Lists the student's conversations and lets one of them be opened, renamed and deleted.
 *
 * @param {(id: string) => void} onChoose
 * @param {() => void} onDelete called when the current one is deleted
 */
export function begin(onChoose, onDelete) {
  choose = onChoose;
  retention.textContent = say('side.kept-all', { duration: duration(Number(retention.dataset.seconds)) });
  search.addEventListener('input', () => show());
  dialog('rename', document.getElementById('rename'), (form) => rename(form.elements.title.value.trim()));
  document.getElementById('rename').addEventListener('click', () => {
    document.getElementById('title').value = titleOf(conversation());
  });
  dialog('delete', document.getElementById('delete'), async () => {
    await call('DELETE', pathOf(current));
    announce(say('delete.done'));
    onDelete();
    await refresh(null);
  });
}

/** The conversations that there are now. @returns {Promise<object[]>} the latest first */
export async function refresh(id = current) {
  current = id;
  try {
    all = (await call('GET', '/ai/conversations/')).data.conversations;
    messages = undefined;
    error.textContent = '';
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    error.textContent = refusal.message;
  }
  await show();
  return all;
}

/** The current conversation's name. */
export function title() {
  return titleOf(conversation());
}

function conversation() {
  return all.find(({ conversation_id: id }) => id === current);
}

function titleOf(one) {
  return one?.title || say('side.untitled');
}

async function rename(name) {
  await call('PATCH', pathOf(current), { body: { title: name } });
  announce(say('rename.done'));
  await refresh();
}

function pathOf(id) {
  return `/ai/conversations/${encodeURIComponent(id)}`;
}

async function show() {
  const words = search.value.trim().toLocaleLowerCase();
  const hits = words ? await matching(words) : all.map((one) => ({ one }));
  if (words !== search.value.trim().toLocaleLowerCase()) {
    return;
  }
  list.replaceChildren(...hits.map(({ one, excerpt }) => row(one, excerpt)));
  found.textContent = words ? sayCount('side.found', hits.length) : all.length === 0 ? say('side.none') : '';
  const expiry = timeOf(conversation()?.expires_at);
  kept.textContent = expiry === null ? '' : say('side.kept', { time: clock(expiry) });
  these.hidden = !conversation();
}

function row(one, excerpt) {
  const { conversation_id: id, title: name, active_tasks: active } = one;
  const button = element(
    'button', { type: 'button' }, element('span', { className: 'title', textContent: name || say('side.untitled') }));
  const more = [excerpt, active > 0 && say('side.working')].filter(Boolean);
  button.append(...more.map((textContent) => element('span', { className: 'excerpt', textContent })));
  if (id === current) {
    button.setAttribute('aria-current', 'true');
  }
  button.addEventListener('click', () => choose(id));
  return element('li', {}, button);
}

/** Those whose title or messages have the words, with the place where a message has them. */
async function matching(words) {
  messages ??= call('GET', `/ai/chat/history/?limit=${SEARCHED}`).then(({ data }) => data.history);
  let said;
  try {
    said = await messages;
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    messages = undefined;
    error.textContent = refusal.message;
    said = [];
  }
  return all.flatMap((one) => {
    const hit = said.find(({ conversation_id: id, content }) =>
      id === one.conversation_id && content.toLocaleLowerCase().includes(words));
    if (hit) {
      return [{ one, excerpt: around(hit.content, words) }];
    }
    return titleOf(one).toLocaleLowerCase().includes(words) ? [{ one }] : [];
  });
}

function around(text, words) {
  const at = text.toLocaleLowerCase().indexOf(words);
  const from = Math.max(0, at - 20);
  const piece = text.slice(from, at + words.length + 40).replaceAll(/\s+/g, ' ');
  return `${from > 0 ? '…' : ''}${piece}${from + piece.length < text.length ? '…' : ''}`;
}
