/**
 * The person who has signed in. The browser remembers the name, to show it on the chat page without a call. In a browser
 * that stores nothing, it is not shown.
 */
const KEY = 'satbuddy-person';

/** @param {{display_name: string}} account as the server answers */
export function keepPerson({ display_name: name }) {
  try {
    sessionStorage.clear();
    localStorage.setItem(KEY, name);
  } catch {
    // As documented above.
  }
}

/** Also forgets what this tab keeps of the conversation, for machines that several people use. */
export function forgetPerson() {
  try {
    sessionStorage.clear();
    localStorage.removeItem(KEY);
  } catch {
    // As documented above.
  }
}

/** Shows the person in the side, with the way to the account. */
export function showPerson() {
  const name = read();
  if (name) {
    document.getElementById('person').hidden = false;
    document.getElementById('person-name').textContent = name;
  }
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
