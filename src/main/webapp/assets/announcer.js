const region = document.getElementById('announcements');

let silent = false;

/** Has a screen reader say this when it has finished what it is saying. */
export function announce(sentence) {
  if (silent) {
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
