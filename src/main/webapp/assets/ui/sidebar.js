/**
 * The sidebar with the conversations and settings. On a wide screen it is beside the conversation, on a narrow one in a
 * drawer. The drawer is a dialog, which holds the focus while it is open and returns it afterwards.
 */
const side = document.getElementById('side');
const drawer = document.getElementById('drawer');
const place = side.parentElement;
const narrow = matchMedia('(max-width: 63.99rem)');

/** Opens the drawer on a narrow screen. On a wide screen the sidebar is always visible. */
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
