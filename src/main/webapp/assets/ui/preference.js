/**
 * A choice between yes and no that the browser keeps.
 *
 * @returns {boolean | null} null if the student has not chosen, or the browser stores nothing
 */
export function preference(key) {
  try {
    const kept = localStorage.getItem(key);
    return kept && kept === 'on';
  } catch {
    return null;
  }
}

export function prefer(key, on) {
  try {
    localStorage.setItem(key, on ? 'on' : 'off');
  } catch {
    // The browser stores nothing: the choice holds until the page is closed.
  }
}
