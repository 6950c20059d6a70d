const region = document.getElementById('announcements');

/** Has a screen reader say this when it has finished what it is saying. */
export function announce(sentence) {
  const said = document.createElement('p');
  said.textContent = sentence;
  region.replaceChildren(said);
}
