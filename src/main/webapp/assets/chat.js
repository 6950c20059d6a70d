/** The page: which conversation is shown, and what the buttons around it do. */
import './ui/preferences.js';
import * as prefetch from './practice/prefetch.js';
import { announce } from './ui/announcer.js';
import { call } from './server/api.js';
import * as composer from './chat/composer.js';
import * as conversations from './chat/conversations.js';
import { dialog } from './ui/dialogs.js';
import { exportConversation } from './chat/exporting.js';
import { say } from './ui/language.js';
import * as practice from './practice/practice.js';
import * as session from './ui/session.js';
import { listen } from './ui/shortcuts.js';
import { closeSide, openSide } from './ui/side.js';
import { hear, tell } from './ui/tabs.js';
import { Talk } from './chat/talk.js';
import * as transcript from './chat/transcript.js';

let talk = begin(session.conversation());

function begin(id) {
  return new Talk(id, () => conversations.refresh(talk.id), () => turnTo(null, say('chat.gone')));
}

/**
 * Shows this conversation, or with null a new one.
 *
 * @param {string} [why] said in place of where the student is now
 */
async function turnTo(id, why = undefined) {
  talk.leave();
  composer.complain(why ?? '');
  const turned = (talk = begin(id));
  closeSide();
  // Where fingers type, the keyboard would cover what is shown.
  (matchMedia('(pointer: coarse)').matches ? transcript : composer).focus();
  await Promise.all([turned.restored, conversations.refresh(id)]);
  if (talk === turned) {
    announce(why ?? (id ? say('side.opened', { title: conversations.title() }) : say('side.started')));
  }
}

/** What was deleted, here or in another tab, is shown no longer. */
function drop(id) {
  session.forgetConversation(id);
  if (talk.id !== id) {
    conversations.refresh(talk.id);
    return;
  }
  prefetch.forget();
  turnTo(null, say('delete.done'));
}

async function forget() {
  await call('DELETE', '/ai/chat/history/');
  tell({ forgotten: true });
  return () => {
    composer.empty();
    practice.forget();
    dropAll();
  };
}

function dropAll() {
  prefetch.forget();
  session.forget();
  turnTo(null, say('chat.forgotten'));
}

/** A tab that is new goes on with what is still being answered, if anything is. */
async function goOn() {
  const first = talk;
  const listed = await conversations.refresh(first.id);
  const running = listed.find(({ active_tasks: active }) => active > 0);
  if (running && talk === first && first.id === null) {
    first.leave();
    talk = begin(running.conversation_id);
    conversations.refresh(talk.id);
  }
}

conversations.begin(turnTo, (id) => {
  tell({ deleted: id });
  drop(id);
});
hear(({ deleted, forgotten }) => (forgotten ? dropAll() : drop(deleted)));
document.getElementById('starting').hidden = true;
composer.open((asked) => talk.ask(asked));
practice.begin((request) => talk.practise(request));
dialog('forget', document.getElementById('forget'), forget);
document.getElementById('new-chat').addEventListener('click', () => turnTo(null));
document.getElementById('print').addEventListener('click', () => window.print());
document.getElementById('export').addEventListener('click', () =>
  conversations.attempt(() => exportConversation(talk.id, conversations.title())));
for (const starter of document.querySelectorAll('.starter')) {
  starter.addEventListener('click', () => composer.suggest(starter.textContent));
}
listen({
  '/': () => composer.focus(),
  n: () => turnTo(null),
  p: () => practice.open(),
  s: () => {
    openSide();
    document.getElementById('search').focus();
  },
});
goOn();
