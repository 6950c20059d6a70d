/** The page: what happens when something is asked, wished for, stopped, reloaded or forgotten. */
import { announce } from './announcer.js';
import { answer, showAnswer } from './answering.js';
import { call } from './api.js';
import * as composer from './composer.js';
import { dialog } from './dialogs.js';
import { generate, label, wish } from './practice.js';
import { earlier } from './restore.js';
import * as session from './session.js';
import { Submission } from './submission.js';
import * as transcript from './transcript.js';

const messages = new Submission('/ai/chat/message/');

let caring = new AbortController();

async function ask({ message, images, hintFirst }) {
  await restored;
  const accepted = await submit({ message, ...(images.length && { images }), ...(hintFirst && { mode: 'hint' }) });
  session.keepConversation(accepted.conversation_id);
  addMessage(message, images);
  announce('Sent. SAT Buddy is working on an answer.');
  awaitAnswer(accepted.task_id, { message, images, hintFirst });
}

function addMessage(text, images) {
  transcript.addStudent(text, images, () => composer.suggest(text));
}

/** A conversation that has expired meanwhile is begun anew. The 404 may be a picture's, and then comes back. */
async function submit(body) {
  const conversation = session.conversation();
  if (!conversation) {
    return messages.send(body);
  }
  try {
    return await messages.send({ ...body, conversation_id: conversation });
  } catch (refusal) {
    if (refusal.status !== 404) {
      throw refusal;
    }
    return messages.send(body);
  }
}

async function practise(body) {
  await restored;
  const accepted = await generate(body);
  session.keepQuestion(accepted.task_id, body);
  announce('SAT Buddy is writing a practice question.');
  awaitQuestion(accepted.task_id, body);
}

function awaitQuestion(id, body) {
  transcript.addStudent(label(body));
  answer(transcript.addTutor(), id, caring.signal, () => repeat(() => practise(body)));
}

function awaitAnswer(id, asked) {
  answer(transcript.addTutor(), id, caring.signal, () => repeat(() => ask(asked)));
}

async function repeat(request) {
  try {
    composer.complain('');
    await request();
  } catch (failure) {
    composer.complain(failure.message);
  }
}

async function restore() {
  try {
    for (const entry of await earlier()) {
      show(entry);
    }
  } catch (failure) {
    composer.complain(`What was said before could not be shown. ${failure.message} Reload the page to see it.`);
  }
}

function show(entry) {
  if (entry.student) {
    addMessage(entry.student, entry.images);
  } else if (entry.tutor) {
    showAnswer(transcript.addTutor(), entry.id, entry.tutor, session.source(entry.id));
  } else if (entry.wish) {
    awaitQuestion(entry.id, entry.wish);
  } else {
    awaitAnswer(entry.id, { message: entry.unanswered, images: entry.images, hintFirst: false });
  }
}

async function forget() {
  await restored;
  await call('DELETE', '/ai/chat/history/');
  caring.abort();
  caring = new AbortController();
  session.forget();
  composer.empty();
  transcript.clear();
  announce('Everything is forgotten.');
}

/** Nothing is added to the conversation before what was said earlier stands there. */
const restored = restore();
const forgetButton = document.getElementById('forget');
document.getElementById('starting').hidden = true;
forgetButton.hidden = false;
composer.open(ask);
dialog('practice', document.getElementById('practice'), (form) => practise(wish(form)));
dialog('forget', forgetButton, forget);
for (const starter of document.querySelectorAll('.starter')) {
  starter.addEventListener('click', () => composer.suggest(starter.textContent));
}
await restored;
transcript.greet();
