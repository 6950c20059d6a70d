import { Refusal } from './api.js';
import { announce } from './announcer.js';
import { element } from './elements.js';
import { say } from './language.js';
import { cancel } from './polling.js';
import { settled } from './mathematics.js';
import { sentenceOf } from './stages.js';
import { keepInView, rich } from './transcript.js';

/** The place of an answer while it is awaited: what is happening, the text so far, and a way to stop it. */
export class Pending {
  #turn;
  #stage = element('p', { className: 'stage', textContent: say('pending.sent') });
  #partial = element('div', { className: 'partial' });
  #stop = element('button', { type: 'button', textContent: say('pending.stop') });
  #box;
  #said;
  #written = '';

  /** @param {HTMLElement} turn the tutor's turn that it stands in @param {string} id of the task */
  constructor(turn, id) {
    this.#turn = turn;
    this.#stop.addEventListener('click', () => this.#cancel(id));
    const dots = element('span', { className: 'dots' }, element('i'), element('i'), element('i'));
    dots.setAttribute('aria-hidden', 'true');
    this.#box = element('div', { className: 'pending' }, dots, this.#stage, this.#stop);
    keepInView(turn, () => turn.append(this.#partial, this.#box));
  }

  /** @param {{task?: object, trouble?: string}} progress as polling reports it */
  show({ task, trouble }) {
    this.#stage.textContent = trouble ? say('pending.trouble', { trouble }) : sentenceOf(task);
    if (task?.stage === 'waiting_for_retry' && this.#said !== task.retry_at) {
      this.#said = task.retry_at;
      announce(this.#stage.textContent);
    }
    if (typeof task?.partial === 'string' && task.partial !== this.#written && !this.#isBeingRead()) {
      this.#written = task.partial;
      keepInView(this.#turn, () => this.#partial.replaceChildren(rich(settled(task.partial))));
    }
  }

  /** Whether the keyboard is in the text, to scroll a wide formula for instance: it would be thrown out of it. */
  #isBeingRead() {
    return this.#partial.contains(document.activeElement);
  }

  /** Makes room for the answer. A reader who was on the stop button or in the text is not sent to the top of the page. */
  remove() {
    const hadFocus = this.#box.contains(document.activeElement) || this.#isBeingRead();
    this.#partial.remove();
    this.#box.remove();
    if (hadFocus) {
      this.#turn.querySelector('.who').focus();
    }
  }

  async #cancel(id) {
    this.#stop.setAttribute('aria-disabled', 'true');
    this.#stage.textContent = say('pending.stopping');
    try {
      await cancel(id);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      this.#stop.removeAttribute('aria-disabled');
      this.#stage.textContent = refusal.message;
    }
  }
}
