/** Forms whose failures are shown beside what failed. */
import { sentenceFor } from '../ui/objection.js';

/** Does something, and shows its failure. */
export async function attempt(action, shownIn) {
  shownIn.textContent = '';
  try {
    return await action();
  } catch (failure) {
    shownIn.textContent = sentenceFor(failure);
    return undefined;
  }
}

/** A form whose failures are shown in it. Its button does nothing while it is at work. */
export function form(id, onSubmit) {
  const box = document.getElementById(id);
  const submit = box.querySelector('[type="submit"]');
  box.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit.getAttribute('aria-disabled') === 'true') {
      return;
    }
    submit.setAttribute('aria-disabled', 'true');
    await attempt(onSubmit, document.getElementById(`${id}-error`));
    submit.removeAttribute('aria-disabled');
  });
  return box;
}
