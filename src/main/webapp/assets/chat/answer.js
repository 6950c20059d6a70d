import { answerActions } from './answer-actions.js';
import { Refusal, sentenceOf } from '../server/api.js';
import { announce, silently } from '../ui/announcer.js';
import { busyButton } from '../ui/busy-button.js';
import { element } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { Pending } from './pending.js';
import { follow } from '../server/follow.js';
import { load } from '../text/libraries.js';
import { questionCard } from '../practice/question-card.js';
import { richText } from '../text/rich-text.js';
import { STUDY_GUIDE, sourceOf } from './source.js';
import { keepInView } from './transcript.js';

/**
 * Waits for a task in one of the tutor's turns and shows the outcome there.
 *
 * @param {HTMLElement} turn
 * @param {string} id of the task
 * @param {AbortSignal} signal aborts the wait when the student has left the conversation
 * @param {object} how
 * @param {() => Promise<void>} [how.again] repeats the request, for outcomes that a second try may change
 * @param {[string, () => Promise<void>][]} [how.more] the labels and actions of the buttons below the answer
 * @param {import('../practice/question-card.js').Practising} [how.practising] given for a practice question
 * @param {boolean} [how.isKnown] whether the outcome was announced before
 * @returns {Promise<object | undefined>} the final task; undefined if the wait failed or was aborted
 */
export async function awaitAnswer(turn, id, signal, { again, more = [], practising, isKnown = false }) {
  const tell = isKnown ? silently : (show) => show();
  const pending = new Pending(turn, id);
  try {
    load().catch(() => {});
    const task = await follow(id, (progress) => pending.show(progress), signal);
    tell(() => keepInView(turn, () => {
      pending.remove();
      showFinal(turn, task, again, more, practising);
    }));
    return task;
  } catch (failure) {
    if (signal.aborted) {
      return undefined;
    }
    keepInView(turn, () => {
      pending.remove();
      showFailure(turn, failure instanceof Refusal ? failure.message : say('answer.unshowable'), again);
    });
    if (!(failure instanceof Refusal)) {
      throw failure;
    }
    return undefined;
  }
}

/**
 * Shows an answer to a chat message with its source and its buttons.
 *
 * @param {{task_id: string, content: string, provider?: string, model?: string, cached?: boolean, rating?: string}} answer
 * @param {[string, () => Promise<void>][]} more the labels and actions of the buttons below the answer
 */
export function showAnswer(turn, answer, more) {
  // An AI answers in the student's language; the study guide is written in English.
  turn.append(richText(answer.content, { lang: answer.provider === STUDY_GUIDE ? 'en' : undefined }));
  showSource(turn, answer);
  turn.append(answerActions(answer.task_id, answer.content, answer.rating));
  if (more.length) {
    turn.append(element('div', { className: 'row' }, ...more.map(([words, action]) => busyButton(words, action))));
  }
}

/**
 * Shows a practice question with its source.
 *
 * @param {{task_id: string, question: object, provider?: string, model?: string, cached?: boolean}} task
 * @param {import('../practice/question-card.js').Practising} practising
 */
export function showQuestion(turn, task, practising) {
  turn.append(questionCard(task.task_id, task.question, practising));
  showSource(turn, task);
}

function showFinal(turn, task, again, more, practising) {
  if (task.partial) {
    turn.append(richText(task.partial));
  }
  if (task.status === 'completed') {
    if (task.kind === 'question') {
      showQuestion(turn, task, practising);
      announce(say('practice.here'));
    } else {
      showAnswer(turn, { ...task, content: task.response }, more);
      announce(say('answer.done'));
    }
  } else if (task.status === 'cancelled') {
    showEnd(turn, 'stopped', say('answer.stopped'), again);
  } else {
    showFailure(turn, sentenceOf(task.code, task.error) ?? say('answer.failed'), task.retryable === false ? undefined : again);
  }
}

function showFailure(turn, sentence, again) {
  showEnd(turn, 'failure', sentence, again);
}

function showEnd(turn, className, sentence, again) {
  turn.append(element('p', { className, textContent: sentence }));
  announce(sentence);
  if (again) {
    turn.append(busyButton(say('answer.again'), again));
  }
}

function showSource(turn, source) {
  if (!source?.provider) {
    return;
  }
  turn.append(element('p', { className: 'source', textContent: sourceOf(source) }));
}
