import { Refusal } from '../server/api.js';
import { announce } from '../ui/announcer.js';
import { element } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { cancel } from '../server/polling.js';
import { withoutOpenFormula } from '../text/mathematics.js';
import { richTextView } from '../text/rich-text.js';
import { sentenceOf } from '../server/stages.js';
import { goTo, keepInView } from './transcript.js';

/** Shows a task in progress: its stage, the text so far, and a button that stops it. */
export class Pending {
  #turn;
  #stage = element('p', { className: 'stage', textContent: say('pending.sent') });
  #partial = richTextView();
  #stop = element('button', { type: 'button', textContent: say('pending.stop') });
  #box;
  #sentence;
  #text = '';
  #written = '';
  #restsUntil = 0;
  #timer;

  /**
   * @param {HTMLElement} turn the tutor's turn
   * @param {string} id of the task
   */
  constructor(turn, id) {
    this.#turn = turn;
    this.#stop.addEventListener('click', () => this.#cancel(id));
    const dots = element('span', { className: 'dots' }, element('i'), element('i'), element('i'));
    dots.setAttribute('aria-hidden', 'true');
    this.#box = element('div', { className: 'pending' }, dots, this.#stage, this.#stop);
    keepInView(turn, () => turn.append(this.#partial.node, this.#box));
  }

  /** @param {{task?: object, trouble?: string}} progress as `follow` reports it */
  show({ task, trouble }) {
    const sentence = trouble ? say('pending.trouble', { trouble }) : sentenceOf(task);
    // Most updates repeat the sentence. A message about the stop button stays until the sentence changes.
    if (this.#sentence !== sentence) {
      this.#sentence = sentence;
      this.#stage.textContent = sentence;
      if (task?.stage === 'waiting_for_retry' || task?.stage === 'switched_off') {
        announce(sentence);
      }
    }
    if (typeof task?.partial === 'string') {
      this.#text = task.partial;
      this.#write();
    }
  }

  /**
   * Removes withdrawn text at once. After drawing, waits as long as the drawing took, so that drawing a long answer
   * takes at most half of the page's time.
   */
  #write() {
    const begun = performance.now();
    if (this.#isWithdrawn()) {
      this.#leave(this.#partial.node);
    } else if (this.#text === this.#written || this.#isBeingRead()) {
      return;
    } else if (begun < this.#restsUntil) {
      this.#timer ??= setTimeout(() => this.#goOn(), this.#restsUntil - begun);
      return;
    }
    this.#written = this.#text;
    keepInView(this.#turn, () => this.#partial.draw(withoutOpenFormula(this.#written)));
    const now = performance.now();
    this.#restsUntil = now + (now - begun);
  }

  #goOn() {
    this.#timer = undefined;
    this.#write();
  }

  /** Whether the shown text was withdrawn. If only its end is missing, it was not: the server may have stored less. */
  #isWithdrawn() {
    return !this.#text.startsWith(this.#written) && !(this.#text && this.#written.startsWith(this.#text));
  }

  /** Whether the focus is in the text, for example on a wide formula to scroll it. Drawing would remove the focus. */
  #isBeingRead() {
    return this.#partial.node.contains(document.activeElement);
  }

  /** Removes itself. Moves its focus to the turn's heading, because the browser would go to the top of the page. */
  remove() {
    clearTimeout(this.#timer);
    this.#leave(this.#partial.node, this.#box);
    this.#partial.node.remove();
    this.#box.remove();
  }

  /** Moves the focus from these parts, if one has it, to the turn's heading. */
  #leave(...parts) {
    if (parts.some((part) => part.contains(document.activeElement))) {
      goTo(this.#turn);
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
      announce(refusal.message);
    }
  }
}
