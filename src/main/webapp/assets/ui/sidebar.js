/**
 * The side with the conversations and settings: beside the talk on a wide screen, on a narrow one in a drawer, which is a
 * dialog and so keeps the focus until it is closed and gives it back.
 */
const side = document.getElementById('side');
const drawer = document.getElementById('drawer');
const place = side.parentElement;
const narrow = matchMedia('(max-width: 63.99rem)');

/** Shows it, however wide the screen is. */
export function openSidebar() {
  if (narrow.matches && !drawer.open) {
    drawer.append(side);
    drawer.showModal();
  }
}

export function closeSidebar() {
  drawer.close();
}

document.getElementById('open-side').addEventListener('click', openSidebar);
document.getElementById('close-side').addEventListener('click', closeSidebar);
drawer.addEventListener('close', () => place.append(side));
drawer.addEventListener('click', ({ target }) => target === drawer && closeSidebar());
narrow.addEventListener('change', closeSidebar);
