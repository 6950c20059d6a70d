const region = document.getElementById('announcements');

let silent = false;

/** Has a screen reader say this when it has finished what it is saying, and when the page is not behind a dialog any more. */
export function announce(sentence) {
  if (silent) {
    return;
  }
  const box = document.querySelector('dialog[open]');
  if (box) {
    box.addEventListener('close', () => announce(sentence), { once: true });
    return;
  }
  const said = document.createElement('p');
  said.textContent = sentence;
  region.replaceChildren(said);
}

/** Does this without anything being announced. */
export function silently(action) {
  silent = true;
  try {
    action();
  } finally {
    silent = false;
  }
}
