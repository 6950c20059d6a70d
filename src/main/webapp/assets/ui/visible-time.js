/** A clock that stops while the page is hidden, so that time spent elsewhere does not count. */
let counted = 0;
let last = performance.now();
let hidden = document.hidden;

/** Milliseconds for which the page was visible since it was loaded. */
export function visibleTime() {
  const now = performance.now();
  counted += hidden ? 0 : now - last;
  last = now;
  hidden = document.hidden;
  return counted;
}

document.addEventListener('visibilitychange', visibleTime);
