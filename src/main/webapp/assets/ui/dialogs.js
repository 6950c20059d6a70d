import { sentenceFor } from './objection.js';

/**
 * A dialog with one form: opened by its button, closed by its own button or once what it asks for is done, and not while
 * that is being done. What went wrong is said inside it.
 *
 * @template T
 * @param {string} name as in `<name>-dialog`, `<name>-form`, `<name>-error`
 * @param {HTMLButtonElement} opener
 * @param {(form: HTMLFormElement, about: T) => Promise<(() => void) | void>} onSubmit rejects with an error; what it
 *   resolves with is done when the dialog is closed, since a screen reader hears and a student goes nowhere else before
 * @param {() => T} [onOpen] says what it is about
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
