import { silently } from '../ui/announcer.js';
import { element } from '../ui/elements.js';
import { say } from '../ui/language.js';

const talk = document.querySelector('.talk');
const list = document.getElementById('transcript');
const welcome = document.getElementById('welcome');

/** While many turns are added at once, none of them is laid out. */
let adding = false;

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

export function focus() {
  talk.focus();
}

export function clear() {
  list.replaceChildren();
  welcome.hidden = false;
}

/**
 * Adds what was said before: many turns, which are scrolled to once and announced not at all.
 *
 * @param {() => void} show adds them
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
 * Changes the page, then shows the end of the conversation to a reader who was there; of a long last turn its beginning. A
 * turn further up that grows does not draw the reader to it.
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

/** On a very low screen the page scrolls, and not the conversation in it. */
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
