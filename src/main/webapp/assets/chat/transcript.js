import { silently } from '../ui/announcer.js';
import { element } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { address } from '../server/address.js';

const talk = document.querySelector('.talk');
const list = document.getElementById('transcript');
const welcome = document.getElementById('welcome');

/** Whether many turns are being added at once. Measuring and scrolling wait until all are there. */
let adding = false;

/**
 * Adds a turn of the student with the text as typed.
 *
 * @param {() => void} [edit] puts the text back into the composer
 */
export function addStudent(text, images = [], edit = undefined) {
  const pictures = images.map((id, place) =>
    element('img', {
      src: address(`/ai/image/${encodeURIComponent(id)}`),
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

/** Adds an empty turn of the tutor. */
export function addTutor() {
  return add('tutor', 'SAT Buddy');
}

/** Moves the keyboard focus to the turn's heading. */
export function goTo(turn) {
  turn.querySelector('.who').focus({ preventScroll: true });
}

export function focus() {
  talk.focus();
}

export function clear() {
  list.replaceChildren();
  welcome.hidden = false;
}

/**
 * Adds the turns of a restored conversation. Scrolls once, at the end, and announces nothing.
 *
 * @param {() => void} show adds the turns
 */
export function all(show) {
  adding = true;
  try {
    silently(show);
  } finally {
    adding = false;
    if (list.lastElementChild) {
      showEnd(list.lastElementChild);
    }
  }
}

/**
 * Changes a turn. If the reader was at the end of the conversation, scrolls to the new end, or to the beginning of a
 * long last turn. The view does not move for a reader further up.
 */
export function keepInView(turn, change) {
  if (adding) {
    return change();
  }
  const scroller = scrolled();
  const following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  const result = change();
  if (following) {
    showEnd(turn);
  }
  return result;
}

function showEnd(turn) {
  const scroller = scrolled();
  if (turn === list.lastElementChild && turn.offsetHeight > scroller.clientHeight - 40) {
    turn.scrollIntoView({ block: 'start' });
  } else {
    scroller.scrollTop = scroller.scrollHeight;
  }
}

/** The element that scrolls: on a very low screen the whole page does, not the conversation. */
function scrolled() {
  return getComputedStyle(talk).overflowY === 'visible' ? document.scrollingElement : talk;
}

function add(kind, who, ...children) {
  welcome.hidden = true;
  const turn = element(
    'li', { className: `turn ${kind}` },
    element('h2', { className: 'who', textContent: who, tabIndex: -1 }), ...children);
  list.append(turn);
  if (!adding) {
    turn.scrollIntoView({ block: 'end' });
  }
  return turn;
}
