import { element } from '../ui/elements.js';
import { minutesAndSeconds, say } from '../ui/language.js';
import { visibleTime } from '../ui/visible-time.js';

/** A student who has hidden one stopwatch does not see the next. */
let hidden = false;

/**
 * A clock that counts up and can be hidden. Screen readers do not read it out while it runs.
 *
 * @param {number} since a moment that `visibleTime` returned
 * @returns {{node: HTMLElement, stop: () => void}} `stop` removes the node
 */
export function stopwatch(since) {
  const reading = element('span', { className: 'reading' });
  reading.setAttribute('role', 'timer');
  reading.setAttribute('aria-label', say('question.time'));
  const toggle = element('button', { type: 'button' });
  const node = element('div', { className: 'timer' }, reading, toggle);
  const show = () => {
    reading.textContent = minutesAndSeconds(secondsSince(since));
    reading.hidden = hidden;
    toggle.textContent = hidden ? say('question.show-timer') : say('question.hide-timer');
  };
  const stop = () => {
    clearInterval(ticking);
    node.remove();
  };
  // Leaving the conversation removes the node from the page.
  const ticking = setInterval(() => (node.isConnected ? show() : stop()), 1000);
  toggle.addEventListener('click', () => {
    hidden = !hidden;
    show();
  });
  show();
  return { node, stop };
}

/** The whole seconds since that moment for which the page was visible. */
export function secondsSince(moment) {
  return Math.floor((visibleTime() - moment) / 1000);
}
