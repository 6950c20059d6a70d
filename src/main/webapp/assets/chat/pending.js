import { Refusal } from '../server/api.js';
import { announce } from '../ui/announcer.js';
import { element } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { cancel } from '../server/polling.js';
import { withoutOpenFormula } from '../text/mathematics.js';
import { richTextView } from '../text/rich-text.js';
import { sentenceOf } from '../server/stages.js';
import { goTo, keepInView } from './transcript.js';

/** The place of an answer while it is awaited: what is happening, the text so far, and a way to stop it. */
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

  /** @param {HTMLElement} turn the tutor's turn that it stands in @param {string} id of the task */
  constructor(turn, id) {
    this.#turn = turn;
    this.#stop.addEventListener('click', () => this.#cancel(id));
    const dots = element('span', { className: 'dots' }, element('i'), element('i'), element('i'));
    dots.setAttribute('aria-hidden', 'true');
    this.#box = element('div', { className: 'pending' }, dots, this.#stage, this.#stop);
    keepInView(turn, () => turn.append(this.#partial.node, this.#box));
  }

  /** @param {{task?: object, trouble?: string}} progress as polling reports it */
  show({ task, trouble }) {
    const sentence = trouble ? say('pending.trouble', { trouble }) : sentenceOf(task);
    // Each piece of text brings the same one: what became of the stop button stays until there is news.
    if (this.#sentence !== sentence) {
      this.#sentence = sentence;
      this.#stage.textContent = sentence;
      if (task?.stage === 'waiting_for_retry') {
        announce(sentence);
      }
    }
    if (typeof task?.partial === 'string') {
      this.#text = task.partial;
      this.#write();
    }
  }

  /**
   * Withdrawn text goes at once. What takes long to draw, as a long answer does, leaves the page as much time for everything
   * else.
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

  /** Whether what stands there is no longer part of what was written. The server may have stored less of it than was seen. */
  #isWithdrawn() {
    return !this.#text.startsWith(this.#written) && !(this.#text && this.#written.startsWith(this.#text));
  }

  /** Whether the keyboard is in the text, to scroll a wide formula for instance: it would be thrown out of it. */
  #isBeingRead() {
    return this.#partial.node.contains(document.activeElement);
  }

  /** Makes room for the answer. A reader who was on the stop button or in the text is not sent to the top of the page. */
  remove() {
    clearTimeout(this.#timer);
    this.#leave(this.#partial.node, this.#box);
    this.#partial.node.remove();
    this.#box.remove();
  }

  /** Sends a reader who is in one of these to the heading of the turn. */
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
