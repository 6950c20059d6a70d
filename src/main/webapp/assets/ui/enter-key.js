/**
 * What the Enter key does in the composer. A touch keyboard has no Shift and Enter, so there it begins a new line unless
 * the student chooses otherwise.
 */
import { say } from './language.js';
import { prefer, preference } from './preference.js';

const KEY = 'satbuddy.enter-sends';

const box = document.getElementById('enter-sends');
const keys = document.getElementById('message-keys');
const message = document.getElementById('message');

box.checked = preference(KEY) ?? !matchMedia('(pointer: coarse)').matches;
describe();
box.addEventListener('change', () => {
  prefer(KEY, box.checked);
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
