import { announce } from '../ui/announcer.js';
import { Refusal, call } from '../server/api.js';
import { element } from '../ui/elements.js';
import { say } from '../ui/language.js';

const RATINGS = [['up', say('actions.up')], ['down', say('actions.down')]];

/**
 * The buttons below an answer: copy, if the browser lets a page do that, and rate.
 *
 * @param {string} id of the answer's task
 * @param {string} text the answer as it was written
 * @param {'up' | 'down'} [rating] the rating that the student gave before
 */
export function answerActions(id, text, rating) {
  const complaint = element('p', { className: 'error' });
  complaint.setAttribute('role', 'alert');
  const copying = navigator.clipboard ? [copyButton(text, complaint)] : [];
  return element('div', { className: 'actions' }, ...copying, ...ratingButtons(id, rating, complaint), complaint);
}

function copyButton(text, complaint) {
  const button = element('button', { type: 'button', textContent: say('actions.copy') });
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      complaint.textContent = '';
      announce(say('actions.copied'));
    } catch {
      complaint.textContent = say('actions.not-copied');
    }
  });
  return button;
}

/** The button of the stored rating stays pressed. The student can change the rating with the other button. */
function ratingButtons(id, rating, complaint) {
  let wanted;
  let sent = Promise.resolve();
  const buttons = RATINGS.map(([value, textContent]) => {
    const button = element('button', { type: 'button', value, textContent });
    button.addEventListener('click', () => rate(value));
    return button;
  });
  const show = (kept) => buttons.forEach((button) => button.setAttribute('aria-pressed', button.value === kept));
  // One request at a time, because two could overtake each other. A rating that was changed meanwhile is not sent.
  const rate = (value) => {
    wanted = value;
    const next = () => (wanted === value ? send(value) : undefined);
    sent = sent.then(next, next);
  };
  const send = async (value) => {
    try {
      await call('POST', `/ai/task/${encodeURIComponent(id)}/rating`, { body: { rating: value } });
      complaint.textContent = '';
      show(value);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      complaint.textContent = refusal.message;
    }
  };
  show(rating);
  return buttons;
}
