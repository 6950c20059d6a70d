/** The page: what happens when something is asked, wished for, stopped, reloaded, opened or forgotten. */
import './preferences.js';
import * as ahead from './ahead.js';
import { announce } from './announcer.js';
import { answer, showAnswer, showQuestion } from './answering.js';
import { call } from './api.js';
import * as composer from './composer.js';
import * as conversations from './conversations.js';
import { dialog } from './dialogs.js';
import { exportConversation } from './exporting.js';
import { say } from './language.js';
import { load } from './libraries.js';
import * as practice from './practice.js';
import { earlier } from './restore.js';
import * as session from './session.js';
import { listen } from './shortcuts.js';
import { closeSide, openSide } from './side.js';
import { Submission } from './submission.js';
import * as transcript from './transcript.js';
import { bodyOf, label } from './wish.js';

const messages = new Submission('/ai/chat/message/');
const questions = new Submission('/ai/generate-question/');

/** Ends when the student turns to another conversation; what is being answered goes on, and stands there on return. */
let caring = new AbortController();

/** Nothing is added to a conversation before what was said earlier stands there. */
let restored;

/** The task that was asked for last of those that are shown. */
let latest;

async function ask({ message, images = [], mode = 'explain', context }) {
  await restored;
  const body = { message, ...(images.length && { images }), ...(mode === 'hint' && { mode }), ...(context && { context }) };
  const accepted = await submit(messages, body);
  addMessage(message, images);
  announce(say('chat.sent'));
  awaitAnswer(accepted.task_id, { message, images, mode, context });
}

function addMessage(text, images) {
  transcript.addStudent(text, images, () => composer.suggest(text, images));
}

/** The turn that the question stands in or will. */
async function practise(wish) {
  await restored;
  const fetched = await ahead.take(wish);
  if (fetched) {
    session.keepQuestion(fetched.id, { after: latest });
  }
  if (fetched?.task) {
    const turn = showQuestionHere(fetched.id, wish, fetched.task);
    announce(say('practice.here'));
    prepareNext(wish);
    return turn;
  }
  const id = fetched?.id ?? (await submit(questions, bodyOf(wish))).task_id;
  announce(say('practice.asked'));
  return awaitQuestion(id, wish);
}

/** A conversation that has expired meanwhile is begun anew. The 404 may be a picture's, and then comes back. */
async function submit(submission, body) {
  const conversation = session.conversation();
  let accepted;
  try {
    accepted = await submission.send({ ...body, ...(conversation && { conversation_id: conversation }) });
  } catch (refusal) {
    if (!conversation || refusal.status !== 404) {
      throw refusal;
    }
    accepted = await submission.send(body);
  }
  session.keepConversation(accepted.conversation_id);
  conversations.refresh(accepted.conversation_id);
  return accepted;
}

function awaitQuestion(id, wish) {
  const turn = questionTurn(id, wish);
  follow(turn, id, () => practise(wish), [], practising(wish)).then((done) => done && prepareNext(wish));
  return turn;
}

function showQuestionHere(id, wish, task) {
  const turn = questionTurn(id, wish);
  transcript.keepInView(turn, () => showQuestion(turn, task, practising(wish)));
  return turn;
}

function questionTurn(id, wish) {
  latest = id;
  session.keepQuestion(id, { timed: wish.timed });
  transcript.addStudent(label(wish));
  return transcript.addTutor();
}

function practising(wish) {
  return {
    timed: wish.timed,
    ask: (message, context) => repeat(() => ask({ message, context })),
    next: () => repeat(async () => transcript.goTo(await practise(wish))),
  };
}

/** While the student thinks. The list of conversations shows it as little as possible. */
async function prepareNext(wish) {
  await ahead.fetchAhead(wish);
  conversations.refresh();
}

function awaitAnswer(id, asked) {
  latest = id;
  follow(transcript.addTutor(), id, () => ask(asked), asked.mode === 'hint' ? hints() : []);
}

/** Whether it was completed while the student was here. */
async function follow(turn, id, again, more, practising) {
  const { signal } = caring;
  const task = await answer(turn, id, signal, () => repeat(again), more, practising);
  await conversations.refresh();
  return task?.status === 'completed' && !signal.aborted;
}

/** What a student who was given a hint may want next. */
function hints() {
  return [
    [say('answer.next-hint'), () => repeat(() => ask({ message: say('answer.next-hint-message'), mode: 'hint' }))],
    [say('answer.solution'), () => repeat(() => ask({ message: say('answer.solution-message') }))],
  ];
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
  const conversation = session.conversation();
  const { signal } = caring;
  latest = undefined;
  transcript.clear();
  try {
    const entries = conversation ? await earlier(conversation) : [];
    if (entries.length) {
      // What can be drawn at once does not move what the reader looks at; without the libraries it can be read all the same.
      await load().catch(() => {});
    }
    if (!signal.aborted) {
      entries.forEach(show);
    }
  } catch (failure) {
    composer.complain(say('chat.not-restored', { why: failure.message }));
  }
}

function show(entry) {
  if (entry.wish) {
    const wish = { ...entry.wish, timed: session.question(entry.id).timed };
    (entry.answer ? showQuestionHere : awaitQuestion)(entry.id, wish, entry.answer);
    return;
  }
  addMessage(entry.message, entry.images);
  if (!entry.answer) {
    awaitAnswer(entry.id, entry);
    return;
  }
  latest = entry.id;
  showAnswer(transcript.addTutor(), entry.answer, entry.mode === 'hint' ? hints() : []);
}

/** Shows this conversation, or an empty one. */
async function turnTo(id) {
  caring.abort();
  ahead.drop();
  caring = new AbortController();
  session.keepConversation(id);
  composer.complain('');
  restored = restore();
  await Promise.all([restored, conversations.refresh(id)]);
  closeSide();
  composer.focus();
  announce(id ? say('side.opened', { title: conversations.title() }) : say('side.started'));
}

async function forget() {
  await restored;
  await call('DELETE', '/ai/chat/history/');
  ahead.forget();
  session.forget();
  practice.forget();
  composer.empty();
  await turnTo(null);
  announce(say('chat.forgotten'));
}

/** A tab that is new goes on with what is still being answered, if anything is. */
async function begin() {
  const listed = await conversations.refresh(session.conversation());
  const running = listed.find(({ active_tasks: active }) => active > 0);
  if (!session.conversation() && running) {
    session.keepConversation(running.conversation_id);
    conversations.refresh(running.conversation_id);
  }
  await ahead.goOn();
  await restore();
}

conversations.begin(turnTo, () => {
  ahead.forget();
  session.forgetConversation(session.conversation());
  turnTo(null);
});
restored = begin();
document.getElementById('starting').hidden = true;
composer.open(ask);
practice.begin(practise);
dialog('forget', document.getElementById('forget'), forget);
document.getElementById('new-chat').addEventListener('click', () => turnTo(null));
document.getElementById('print').addEventListener('click', () => window.print());
document.getElementById('export').addEventListener('click', () =>
  repeat(() => exportConversation(session.conversation(), conversations.title())));
for (const starter of document.querySelectorAll('.starter')) {
  starter.addEventListener('click', () => composer.suggest(starter.textContent));
}
listen({
  '/': () => composer.focus(),
  n: () => turnTo(null),
  p: () => document.getElementById('practice').click(),
  s: () => {
    openSide();
    document.getElementById('search').focus();
  },
});
