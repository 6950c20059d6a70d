/**
 * The conversation that is shown. It sends the student's requests and fills the transcript. The page leaves it when the
 * student opens another conversation. Tasks in progress continue on the server, and their answers are shown on return.
 * A request belongs to the conversation in which it was made, however late the server accepts it.
 */
import * as prefetch from '../practice/prefetch.js';
import { announce } from '../ui/announcer.js';
import { awaitAnswer, showAnswer, showQuestion } from './answer.js';
import { Objection, sentenceFor } from '../ui/objection.js';
import * as composer from './composer.js';
import { say } from '../ui/language.js';
import { load } from '../text/libraries.js';
import { messageBody } from './message-request.js';
import { earlierTurns } from './restore.js';
import * as session from '../ui/session.js';
import { Submission } from '../server/submission.js';
import { notifyTabs } from '../ui/tabs.js';
import * as transcript from './transcript.js';
import { requestBody, requestLabel } from '../practice/question-request.js';

const messages = new Submission('/ai/chat/message/');
const questions = new Submission('/ai/generate-question/');

export class Conversation {
  #id;
  #leaving = new AbortController();
  #onChange;
  #onGone;

  /** Resolves when the earlier turns are shown. Nothing is added to the transcript before. */
  #restored;

  /** Each request waits for the one before it: the first message creates the conversation that the second goes to. */
  #sent = Promise.resolve();

  /** The ids of the tasks that are shown. A new task is shown last. */
  #shown = new Set();

  /**
   * @param {string | null} id of the conversation; null for a new one, which begins with the first message
   * @param {() => void} onChange called when the conversation has changed on the server
   * @param {() => void} onGone called when the server no longer has the conversation
   */
  constructor(id, onChange, onGone) {
    this.#id = id;
    this.#onChange = onChange;
    this.#onGone = onGone;
    session.keepConversation(id);
    transcript.clear();
    this.#restored = this.#restore();
  }

  /** @returns {string | null} null until the server has accepted a request */
  get id() {
    return this.#id;
  }

  /** Resolves when the earlier turns are shown. */
  get restored() {
    return this.#restored;
  }

  get isLeft() {
    return this.#leaving.signal.aborted;
  }

  leave() {
    this.#leaving.abort();
    prefetch.drop();
  }

  /** @param {{message: string, images?: string[], mode?: 'explain' | 'hint', context?: string}} asked */
  async ask(asked) {
    const { task_id: id } = await this.#submit(messages, messageBody(asked));
    await this.#restored;
    this.#tellTabs(id);
    if (!this.isLeft) {
      this.#addMessage(asked);
      announce(say('chat.sent'));
      this.#awaitAnswer(id, asked);
    }
  }

  /** @returns {Promise<HTMLElement | undefined>} the turn of the question; undefined if the student has left */
  async practise(request) {
    await this.#restored;
    const fetched = await prefetch.take(request);
    if (this.isLeft) {
      return undefined;
    }
    if (fetched) {
      session.keepQuestion(fetched.id, { after: [...this.#shown].at(-1) });
      this.#tellTabs(fetched.id);
    }
    if (fetched?.task) {
      const turn = this.#showQuestion(fetched.id, request, fetched.task);
      announce(say('practice.here'));
      this.#prepareNext(request);
      return turn;
    }
    const id = fetched?.id ?? (await this.#submit(questions, requestBody(request))).task_id;
    this.#tellTabs(id);
    if (this.isLeft) {
      return undefined;
    }
    announce(say('practice.asked'));
    return this.#awaitQuestion(id, request);
  }

  /**
   * Shows a turn that was asked in another tab.
   *
   * @param {string} id of its task
   */
  async join(id) {
    await this.#restored;
    const entries = await earlierTurns(this.#id).catch(() => null);
    const entry = entries?.find((one) => one.id === id);
    if (entry && !this.isLeft && !this.#shown.has(id)) {
      this.#show(entry);
    }
  }

  #tellTabs(id) {
    notifyTabs({ asked: this.#id, task: id });
  }

  #submit(submission, body) {
    const accepted = this.#sent.then(() => this.#send(submission, body));
    this.#sent = accepted.catch(() => {});
    return accepted;
  }

  async #send(submission, body) {
    try {
      const accepted = await submission.send({ ...body, ...(this.#id && { conversation_id: this.#id }) });
      this.#id = accepted.conversation_id;
      if (!this.isLeft) {
        session.keepConversation(this.#id);
      }
      this.#onChange();
      return accepted;
    } catch (refusal) {
      if (!this.#id || refusal.status !== 404 || refusal.code !== 'not_found') {
        throw refusal;
      }
      if (!this.isLeft) {
        this.#onGone();
      }
      throw new Objection(say('chat.gone'));
    }
  }

  #addMessage({ message, images = [] }) {
    transcript.addStudent(message, images, () => composer.suggest(message, images));
  }

  #awaitAnswer(id, asked, isKnown = false) {
    this.#shown.add(id);
    const more = asked.mode === 'hint' ? this.#hints() : [];
    this.#follow(transcript.addTutor(), id, () => this.ask(asked), { more, isKnown });
  }

  #awaitQuestion(id, request, isKnown = false) {
    const turn = this.#questionTurn(id, request);
    this.#follow(turn, id, () => this.practise(request), { practising: this.#practising(request), isKnown })
      .then((done) => done && this.#prepareNext(request));
    return turn;
  }

  #showQuestion(id, request, task) {
    const turn = this.#questionTurn(id, request);
    transcript.keepInView(turn, () => showQuestion(turn, task, this.#practising(request)));
    return turn;
  }

  #questionTurn(id, request) {
    this.#shown.add(id);
    session.keepQuestion(id, { timed: request.timed, conversation: this.#id });
    transcript.addStudent(requestLabel(request));
    return transcript.addTutor();
  }

  /** Resolves with whether the task was completed while the conversation was shown. */
  async #follow(turn, id, again, how) {
    const task = await awaitAnswer(turn, id, this.#leaving.signal, { ...how, again: () => attempt(again) });
    this.#onChange();
    return task?.status === 'completed' && !this.isLeft;
  }

  #practising(request) {
    return {
      timed: request.timed,
      ask: (message, context) => attempt(() => this.ask({ message, context })),
      next: () => attempt(async () => transcript.goTo(await this.practise(request))),
    };
  }

  /** Fetches the next question while the student thinks about this one. */
  async #prepareNext(request) {
    await prefetch.start(request, this.#id);
    this.#onChange();
  }

  /** The buttons below a hint. */
  #hints() {
    return [
      [say('answer.next-hint'), () => attempt(() => this.ask({ message: say('answer.next-hint-message'), mode: 'hint' }))],
      [say('answer.solution'), () => attempt(() => this.ask({ message: say('answer.solution-message') }))],
    ];
  }

  async #restore() {
    if (!this.#id) {
      return;
    }
    try {
      await prefetch.resume(this.#id);
      const entries = await earlierTurns(this.#id);
      // Turns that are drawn in their final form do not move the page later. Without the libraries they stay readable.
      await (entries?.length && load().catch(() => {}));
      if (this.isLeft) {
        return;
      }
      if (entries) {
        transcript.all(() => entries.forEach((entry) => this.#show(entry)));
      } else {
        this.#onGone();
      }
    } catch (failure) {
      if (!this.isLeft) {
        composer.complain(say('chat.not-restored', { why: sentenceFor(failure) }));
      }
    }
  }

  #show(entry) {
    const { id, answer: given, isEnded } = entry;
    if (entry.request) {
      const request = { ...entry.request, timed: session.question(id).timed };
      if (given) {
        this.#showQuestion(id, request, given);
      } else {
        this.#awaitQuestion(id, request, isEnded);
      }
      return;
    }
    this.#addMessage(entry);
    if (given) {
      this.#shown.add(id);
      showAnswer(transcript.addTutor(), given, entry.mode === 'hint' ? this.#hints() : []);
    } else {
      this.#awaitAnswer(id, entry, isEnded);
    }
  }
}

/** Runs the request of a button and shows its failure in the composer. */
async function attempt(request) {
  try {
    composer.complain('');
    await request();
  } catch (failure) {
    composer.complain(sentenceFor(failure));
  }
}
