/**
 * Makes formulas, code and tables that are wider than the column scroll by themselves, also from the keyboard. Whether
 * one fits is known only after layout, and changes when a phone is turned.
 */

const widths = new WeakMap();

const observer = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    if (!target.isConnected) {
      // An element that was removed has no width and does not come back.
      observer.unobserve(target);
    } else if (widths.get(target) !== contentRect.width) {
      widths.set(target, contentRect.width);
      fit(target);
    }
  }
});

/** Keeps the present content of an element within its width for as long as it is shown. */
export function scrollOverflow(element) {
  if (widths.has(element)) {
    fit(element);
  } else {
    observer.observe(element);
  }
}

function fit(element) {
  for (const part of element.querySelectorAll('.formula, pre, table')) {
    part.classList.remove('wide');
    part.removeAttribute('tabindex');
    if (isWide(part, element)) {
      part.classList.add('wide');
      part.tabIndex = 0;
    }
  }
}

function isWide(part, element) {
  const room = part.closest('td, th, li, blockquote, p, .line') ?? element;
  const drawn = part.querySelector('.katex-html') ?? part;
  return part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0
    ? true
    : drawn.getBoundingClientRect().right > Math.min(
      room.getBoundingClientRect().right, element.getBoundingClientRect().right) + 1;
}
