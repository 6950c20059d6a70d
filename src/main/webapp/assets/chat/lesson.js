/**
 * The lesson that the student has entered. The browser remembers its name and its end, to show them and the way out. In a
 * browser that stores nothing, the lesson is left when it ends.
 */
import { address } from '../server/address.js';
import { call } from '../server/api.js';
import { clock, say } from '../ui/language.js';

const KEY = 'satbuddy-lesson';

/** @param {{lesson: string, ends_at: string}} entered as the server answers */
export function keepLesson({ lesson, ends_at: endsAt }) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ lesson, endsAt: Date.parse(endsAt) }));
  } catch {
    // As documented above.
  }
}

/**
 * Shows the lesson in the side, if there is one.
 *
 * @param {(leave: () => Promise<void>) => void} attempt does something, and shows its failure
 */
export function showLesson(attempt) {
  const entered = read();
  if (!entered) {
    return;
  }
  document.getElementById('lesson').hidden = false;
  document.getElementById('lesson-name').textContent = entered.lesson;
  document.getElementById('lesson-end').textContent = say('lesson.until', { time: clock(entered.endsAt) });
  document.getElementById('leave').addEventListener('click', () => attempt(leave));
}

async function leave() {
  await call('POST', '/ai/pass/leave/');
  localStorage.removeItem(KEY);
  sessionStorage.clear();
  location.replace(address('/ai/pass/'));
}

/** Null if there is none, or it is over. */
function read() {
  try {
    const entered = JSON.parse(localStorage.getItem(KEY));
    return typeof entered?.lesson === 'string' && entered.endsAt > Date.now() ? entered : null;
  } catch {
    return null;
  }
}
