import { sentenceFor } from './objection.js';

/**
 * A dialog with one form. Its opener opens it. Its close button or a successful submission closes it, but nothing
 * closes it while a submission is running. Failures are shown inside it.
 *
 * @template T
 * @param {string} name as in `<name>-dialog`, `<name>-form`, `<name>-error`
 * @param {HTMLButtonElement} opener
 * @param {(form: HTMLFormElement, about: T) => Promise<(() => void) | void>} onSubmit rejects with an error. A function
 *   that it resolves with is called after the dialog was closed: announcements and focus need the page behind it
 * @param {() => T} [onOpen] returns the subject of the dialog
 */
export function dialog(name, opener, onSubmit, onOpen = () => undefined) {
  const box = document.getElementById(`${name}-dialog`);
  const form = document.getElementById(`${name}-form`);
  const error = document.getElementById(`${name}-error`);
  const close = form.querySelector('.close');
  const submit = form.querySelector('[type="submit"]');
  let about;
  let busy = false;
  const setBusy = (is) => {
    busy = is;
    [close, submit].forEach((button) => button.setAttribute('aria-disabled', is));
  };
  opener.addEventListener('click', () => {
    error.textContent = '';
    about = onOpen();
    box.showModal();
  });
  close.addEventListener('click', () => !busy && box.close());
  box.addEventListener('cancel', (event) => busy && event.preventDefault());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    setBusy(true);
    error.textContent = '';
    try {
      const afterwards = await onSubmit(form, about);
      box.close();
      afterwards?.();
    } catch (failure) {
      error.textContent = sentenceFor(failure);
    } finally {
      setBusy(false);
    }
  });
}
