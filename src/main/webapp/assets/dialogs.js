/**
 * A dialog with one form: opened by its button, closed by its own button or once what it asks for is done. What went
 * wrong is said inside it.
 *
 * @param {string} name as in `<name>-dialog`, `<name>-form`, `<name>-error`
 * @param {HTMLButtonElement} opener
 * @param {(form: HTMLFormElement) => Promise<void>} onSubmit rejects with an error whose message is for the student
 */
export function dialog(name, opener, onSubmit) {
  const box = document.getElementById(`${name}-dialog`);
  const form = document.getElementById(`${name}-form`);
  const error = document.getElementById(`${name}-error`);
  let busy = false;
  opener.addEventListener('click', () => {
    error.textContent = '';
    box.showModal();
  });
  form.querySelector('.close').addEventListener('click', () => box.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    error.textContent = '';
    try {
      await onSubmit(form);
      box.close();
    } catch (failure) {
      error.textContent = failure.message;
    } finally {
      busy = false;
    }
  });
}
