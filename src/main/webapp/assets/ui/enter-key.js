/**
 * What the Enter key does in the composer. A touch keyboard has no Shift and Enter, so there it begins a new line unless
 * the student chooses otherwise.
 */
import { say } from './language.js';

const KEY = 'satbuddy.enter-sends';

const box = document.getElementById('enter-sends');
const keys = document.getElementById('message-keys');
const message = document.getElementById('message');

box.checked = chosen() ?? !matchMedia('(pointer: coarse)').matches;
describe();
box.addEventListener('change', () => {
  keep(box.checked);
  describe();
});

/** Whether this press of a key sends the message. */
export function sends(event) {
  // While an input method composes a word, Enter ends the word. Safari reports that only by the key code 229.
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) {
    return false;
  }
  return event.ctrlKey || event.metaKey || (box.checked && !event.shiftKey);
}

function describe() {
  keys.textContent = box.checked ? say('composer.keys') : say('composer.keys-line');
  message.enterKeyHint = box.checked ? 'send' : 'enter';
}

/** Null if the student has not chosen, or the browser stores nothing. */
function chosen() {
  try {
    const kept = localStorage.getItem(KEY);
    return kept && kept === 'on';
  } catch {
    return null;
  }
}

function keep(on) {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // The choice holds until the page is reloaded.
  }
}
