import { element } from './elements.js';
import { keepFitting } from './fitting.js';
import { say } from './language.js';
import { areLoaded, load } from './libraries.js';
import { render } from './markup.js';

const talk = document.querySelector('.talk');
const list = document.getElementById('transcript');
const welcome = document.getElementById('welcome');

/**
 * What the student asked, as typed.
 *
 * @param {() => void} [edit] lets the student ask it in other words
 */
export function addStudent(text, images = [], edit = undefined) {
  const pictures = images.map((id, place) =>
    element('img', {
      src: `/ai/image/${encodeURIComponent(id)}`,
      alt: images.length > 1 ? say('turn.picture-of', { number: place + 1 }) : say('turn.picture'),
      className: 'sent',
      loading: 'lazy',
    }));
  return add('student', say('turn.you'), element('p', { className: 'typed', textContent: text }), ...pictures, ...editing(edit));
}

function editing(edit) {
  if (!edit) {
    return [];
  }
  const button = element('button', { type: 'button', textContent: say('turn.edit') });
  button.setAttribute('aria-label', say('turn.edit-label'));
  button.addEventListener('click', edit);
  return [element('div', { className: 'actions' }, button)];
}

/** A turn of the tutor's, empty at first. */
export function addTutor() {
  return add('tutor', 'SAT Buddy');
}

/** Has whoever uses the keyboard go on there. */
export function goTo(turn) {
  turn.querySelector('.who').focus({ preventScroll: true });
}

/** The reader goes to where the conversation stands. On a phone, the keyboard would cover it if that were the message. */
export function focus() {
  (matchMedia('(pointer: coarse)').matches ? talk : document.getElementById('message')).focus();
}

export function clear() {
  list.replaceChildren();
  welcome.hidden = false;
}

/** Nodes of an answer that stay within the column: as it was written, for the moment until they can be drawn. */
export function rich(text, heading) {
  const body = element('div', { className: 'rich' });
  const draw = () => {
    body.replaceChildren(render(text, heading));
    keepFitting(body);
  };
  draw();
  if (!areLoaded()) {
    load().then(draw, () => {});
  }
  return body;
}

/**
 * Changes the page, then shows the end of the conversation to a reader who was there; of a long last turn its beginning. A
 * turn further up that grows does not draw the reader to it.
 */
export function keepInView(turn, change) {
  // On a very low screen the page scrolls, and not the conversation in it.
  const scroller = getComputedStyle(talk).overflowY === 'visible' ? document.scrollingElement : talk;
  const following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  const result = change();
  if (following && turn === list.lastElementChild && turn.offsetHeight > scroller.clientHeight - 40) {
    turn.scrollIntoView({ block: 'start' });
  } else if (following) {
    scroller.scrollTop = scroller.scrollHeight;
  }
  return result;
}

function add(kind, who, ...children) {
  welcome.hidden = true;
  const turn = element(
    'li', { className: `turn ${kind}` },
    element('h2', { className: 'who', textContent: who, tabIndex: -1 }), ...children);
  list.append(turn);
  turn.scrollIntoView({ block: 'end' });
  return turn;
}
