/**
 * The side with the conversations and settings: beside the talk on a wide screen, on a narrow one a drawer that is opened
 * and closed. Focus goes into it and comes back.
 */
const side = document.getElementById('side');
const opener = document.getElementById('open-side');
const closer = document.getElementById('close-side');
const narrow = matchMedia('(max-width: 63.99rem)');
const behind = () => document.querySelectorAll('.skip, .top, .talk, .composer');

/** Shows it, wherever the reader is. */
export function openSide() {
  if (narrow.matches) {
    set(true);
    closer.focus();
  }
}

export function closeSide() {
  if (side.classList.contains('open')) {
    set(false);
    opener.focus();
  }
}

function set(open) {
  side.classList.toggle('open', open);
  opener.setAttribute('aria-expanded', open);
  behind().forEach((part) => (part.inert = open));
}

opener.addEventListener('click', openSide);
closer.addEventListener('click', closeSide);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !document.querySelector('dialog[open]')) {
    closeSide();
  }
});
document.addEventListener('pointerdown', (event) => {
  if (!side.contains(event.target) && !event.target.closest('dialog')) {
    closeSide();
  }
});
narrow.addEventListener('change', () => set(false));
