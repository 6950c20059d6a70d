/** A clock that stands still while the page is hidden: what a student does elsewhere takes no time here. */
let counted = 0;
let last = performance.now();
let hidden = document.hidden;

/** Milliseconds for which the page was seen since it was loaded. */
export function visibleTime() {
  const now = performance.now();
  counted += hidden ? 0 : now - last;
  last = now;
  hidden = document.hidden;
  return counted;
}

document.addEventListener('visibilitychange', visibleTime);
