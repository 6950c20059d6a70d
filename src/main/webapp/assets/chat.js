/** The entry module: shows one conversation at a time and connects the buttons around it. */
import './ui/language-choice.js';
import * as prefetch from './practice/prefetch.js';
import { announce } from './ui/announcer.js';
import { call } from './server/api.js';
import * as composer from './chat/composer.js';
import * as conversationList from './chat/conversation-list.js';
import { dialog } from './ui/dialogs.js';
import { exportConversation } from './chat/export.js';
import { say } from './ui/language.js';
import { showLesson } from './chat/lesson.js';
import { showPerson } from './people/person.js';
import * as practiceForm from './practice/practice-form.js';
import * as session from './ui/session.js';
import { listen } from './ui/shortcuts.js';
import { closeSidebar, openSidebar } from './ui/sidebar.js';
import { notifyTabs, onTabMessage } from './ui/tabs.js';
import { Conversation } from './chat/conversation.js';
import * as transcript from './chat/transcript.js';

let conversation = begin(session.conversation());

function begin(id) {
  return new Conversation(id, () => conversationList.refresh(conversation.id), () => turnTo(null, say('chat.gone')));
}

/**
 * Shows a conversation, or a new one for a null id.
 *
 * @param {string} [why] announced instead of the name of the conversation
 */
async function turnTo(id, why = undefined) {
  conversation.leave();
  composer.complain(why ?? '');
  const turned = (conversation = begin(id));
  closeSidebar();
  // On a touch screen, focus in the composer opens a keyboard that covers the conversation.
  (matchMedia('(pointer: coarse)').matches ? transcript : composer).focus();
  await Promise.all([turned.restored, conversationList.refresh(id)]);
  if (conversation === turned) {
    announce(why ?? (id ? say('side.opened', { title: conversationList.title() }) : say('side.started')));
  }
}

/** Leaves a conversation that was deleted here or in another tab. */
function drop(id) {
  session.forgetConversation(id);
  if (conversation.id !== id) {
    conversationList.refresh(conversation.id);
    return;
  }
  prefetch.forget();
  turnTo(null, say('delete.done'));
}

/** Shows what was asked in another tab. */
function join(id, task) {
  conversationList.refresh(conversation.id);
  if (conversation.id === id) {
    conversation.join(task);
  }
}

async function forget() {
  await call('DELETE', '/ai/chat/history/');
  notifyTabs({ forgotten: true });
  return () => {
    composer.empty();
    practiceForm.forget();
    dropAll();
  };
}

function dropAll() {
  prefetch.forget();
  session.forget();
  turnTo(null, say('chat.forgotten'));
}

/** A new tab opens a conversation that has a task in progress, if there is one. */
async function resumeRunning() {
  const first = conversation;
  const listed = await conversationList.refresh(first.id);
  const running = listed.find(({ active_tasks: active }) => active > 0);
  if (running && conversation === first && first.id === null) {
    first.leave();
    conversation = begin(running.conversation_id);
    conversationList.refresh(conversation.id);
  }
}

conversationList.begin(turnTo, (id) => {
  notifyTabs({ deleted: id });
  drop(id);
});
onTabMessage(({ asked, task, deleted, forgotten }) => {
  if (forgotten) {
    dropAll();
  } else if (deleted) {
    drop(deleted);
  } else if (asked) {
    join(asked, task);
  }
});
showLesson(conversationList.attempt);
showPerson();
document.getElementById('starting').hidden = true;
composer.open((asked) => conversation.ask(asked));
practiceForm.begin((request) => conversation.practise(request));
dialog('forget', document.getElementById('forget'), forget);
document.getElementById('new-chat').addEventListener('click', () => turnTo(null));
document.getElementById('print').addEventListener('click', () => window.print());
document.getElementById('export').addEventListener('click', () =>
  conversationList.attempt(() => exportConversation(conversation.id, conversationList.title())));
for (const starter of document.querySelectorAll('.starter')) {
  starter.addEventListener('click', () => composer.suggest(starter.textContent));
}
listen({
  '/': () => composer.focus(),
  n: () => turnTo(null),
  p: () => practiceForm.open(),
  s: () => {
    openSidebar();
    document.getElementById('search').focus();
  },
});
resumeRunning();
