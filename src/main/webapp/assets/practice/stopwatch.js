import { element } from '../ui/elements.js';
import { minutesAndSeconds, say } from '../ui/language.js';
import { visibleTime } from '../ui/visible-time.js';

/** Who has hidden one does not want to see the next. */
let hidden = false;

/**
 * A clock that counts up and can be hidden. It is not read out while it runs.
 *
 * @param {number} since as `visibleTime` has it
 * @returns {{node: HTMLElement, stop: () => void}} stopping takes it away
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
  // A conversation that is left takes its clocks with it.
  const ticking = setInterval(() => (node.isConnected ? show() : stop()), 1000);
  toggle.addEventListener('click', () => {
    hidden = !hidden;
    show();
  });
  show();
  return { node, stop };
}

/** While the page was seen. */
export function secondsSince(moment) {
  return Math.floor((visibleTime() - moment) / 1000);
}
