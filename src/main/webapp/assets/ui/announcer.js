const region = document.getElementById('announcements');

let silent = false;

/** Announces a sentence to screen readers after their current one, and after an open dialog was closed. */
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

/** Runs this action without announcements. */
export function silently(action) {
  silent = true;
  try {
    action();
  } finally {
    silent = false;
  }
}
