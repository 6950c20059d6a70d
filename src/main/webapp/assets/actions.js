import { announce } from './announcer.js';
import { Refusal, call } from './api.js';
import { element } from './elements.js';
import { keepRating, rating } from './session.js';

const RATINGS = [['up', 'Helpful'], ['down', 'Not helpful']];

/**
 * What can be done with an answer: copied, where the browser lets a page do that, and rated.
 *
 * @param {string} id of its task
 * @param {string} text as it was written
 */
export function actions(id, text) {
  const complaint = element('p', { className: 'error' });
  complaint.setAttribute('role', 'alert');
  const copying = navigator.clipboard ? [copyButton(text, complaint)] : [];
  return element('div', { className: 'actions' }, ...copying, ...ratingButtons(id, complaint), complaint);
}

function copyButton(text, complaint) {
  const button = element('button', { type: 'button', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      complaint.textContent = '';
      announce('Copied.');
    } catch {
      complaint.textContent = 'The browser did not allow this page to copy.';
    }
  });
  return button;
}

/** Which of them was chosen stays visible; the other can be chosen instead. */
function ratingButtons(id, complaint) {
  const buttons = RATINGS.map(([value, textContent]) => {
    const button = element('button', { type: 'button', value, textContent });
    button.addEventListener('click', () => rate(value));
    return button;
  });
  const show = () => buttons.forEach((button) => button.setAttribute('aria-pressed', button.value === rating(id)));
  const rate = async (value) => {
    try {
      await call('POST', `/ai/task/${encodeURIComponent(id)}/rating`, { body: { rating: value } });
      complaint.textContent = '';
      keepRating(id, value);
      show();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      complaint.textContent = refusal.message;
    }
  };
  show();
  return buttons;
}
