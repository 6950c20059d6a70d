/** Single-key shortcuts while the student is not typing. A dialog lists them and can switch them off. */
import { prefer, preference } from './preference.js';

const KEY = 'satbuddy.shortcuts';

const box = document.getElementById('shortcuts-dialog');
const use = document.getElementById('use-shortcuts');

/** @param {Record<string, () => void>} actions by key */
export function listen(actions) {
  const all = { ...actions, '?': () => box.showModal() };
  document.getElementById('shortcuts').addEventListener('click', all['?']);
  use.checked = preference(KEY) ?? true;
  use.addEventListener('change', () => prefer(KEY, use.checked));
  document.addEventListener('keydown', (event) => {
    const action = Object.hasOwn(all, event.key) && isPressedAlone(event) ? all[event.key] : undefined;
    if (action && use.checked && !isBusy(event.target)) {
      event.preventDefault();
      action();
    }
  });
}

/** No modifier key, and no repetition of a key that is held down. */
function isPressedAlone({ repeat, ctrlKey, metaKey, altKey }) {
  return !repeat && !ctrlKey && !metaKey && !altKey;
}

function isBusy(target) {
  return target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select')
    || document.querySelector('dialog[open]') !== null;
}
