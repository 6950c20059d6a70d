import { actions } from './actions.js';
import { Refusal } from './api.js';
import { announce } from './announcer.js';
import { element } from './elements.js';
import { Pending } from './pending.js';
import { follow } from './following.js';
import { questionCard } from './question.js';
import { keepSource } from './session.js';
import { keepInView, rich } from './transcript.js';

/**
 * Awaits a task in a turn of the tutor's and shows there what came of it.
 *
 * @param {HTMLElement} turn
 * @param {string} id of the task
 * @param {AbortSignal} signal raised when the page no longer cares
 * @param {() => Promise<void>} [again] asks the same once more, where that may help
 * @returns {Promise<void>} when it is final
 */
export async function answer(turn, id, signal, again) {
  const pending = new Pending(turn, id);
  try {
    const task = await follow(id, (progress) => pending.show(progress), signal);
    keepInView(turn, () => {
      pending.remove();
      showFinal(turn, task, again);
    });
  } catch (failure) {
    if (signal.aborted) {
      return;
    }
    keepInView(turn, () => {
      pending.remove();
      showFailure(turn, failure instanceof Refusal ? failure.message : 'This answer could not be shown.', again);
    });
    if (!(failure instanceof Refusal)) {
      throw failure;
    }
  }
}

/** Shows an answer to a chat message with where it comes from and what can be done with it. */
export function showAnswer(turn, id, text, source) {
  turn.append(rich(text));
  showSource(turn, source);
  turn.append(actions(id, text));
}

function showFinal(turn, task, again) {
  if (task.partial) {
    turn.append(rich(task.partial));
  }
  if (task.status === 'completed') {
    keepSource(task.task_id, task);
    if (task.kind === 'question') {
      turn.append(questionCard(task.question));
      showSource(turn, task);
      announce('The practice question is here.');
    } else {
      showAnswer(turn, task.task_id, task.response, task);
      announce('SAT Buddy has answered.');
    }
  } else if (task.status === 'cancelled') {
    showEnd(turn, 'stopped', 'You stopped this.', again);
  } else {
    showFailure(turn, task.error ?? 'This could not be answered.', task.retryable === false ? undefined : again);
  }
}

function showFailure(turn, sentence, again) {
  showEnd(turn, 'failure', sentence, again);
}

function showEnd(turn, className, sentence, again) {
  turn.append(element('p', { className, textContent: sentence }));
  announce(sentence);
  if (again) {
    const button = element('button', { type: 'button', textContent: 'Ask again' });
    button.addEventListener('click', async () => {
      if (button.getAttribute('aria-disabled') !== 'true') {
        button.setAttribute('aria-disabled', 'true');
        await again();
        button.removeAttribute('aria-disabled');
      }
    });
    turn.append(button);
  }
}

function showSource(turn, source) {
  if (!source?.provider) {
    return;
  }
  turn.append(element('p', { className: 'source', textContent: sourceOf(source) }));
}

function sourceOf({ provider, model, cached }) {
  if (provider === 'study-guide') {
    return 'From the study guide, not an AI.';
  }
  const by = `Written by an AI (${[provider, model].filter(Boolean).join(', ')})`;
  return `${by}${cached ? ' when others asked the same' : ''}. Check important steps.`;
}
