import { element } from './elements.js';

/** A button that ignores clicks while its action is running. */
export function busyButton(textContent, action) {
  const button = element('button', { type: 'button', textContent });
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') !== 'true') {
      button.setAttribute('aria-disabled', 'true');
      try {
        await action();
      } finally {
        button.removeAttribute('aria-disabled');
      }
    }
  });
  return button;
}
