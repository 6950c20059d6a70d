import { element } from './elements.js';

/** Milliseconds. Some browsers begin to read the file only some time after the click. */
const READ_WITHIN = 60_000;

/** Saves a text as a file of this name. */
export function save(name, type, text) {
  const link = element('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN);
}
