/**
 * The words, numbers and times of the page in its language. The server writes the words into the page.
 */
const words = JSON.parse(document.getElementById('words').textContent);

/** The BCP 47 tag. */
export const language = document.documentElement.lang;

const plurals = new Intl.PluralRules(language);

/**
 * The sentence of a key. Names in braces are replaced by their values.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The same for a key that is known only at run time; undefined if there is none. */
export function sayIfKnown(key) {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** The sentence of a key for a count. A plural category without a sentence uses `other`. */
export function sayCount(key, count) {
  const chosen = `${key}.${plurals.select(count)}`;
  return say(Object.hasOwn(words, chosen) ? chosen : `${key}.other`, { count });
}

/** A number of seconds in words, in the unit that fits. */
export function duration(seconds) {
  if (seconds < 90) {
    return quantity(seconds, 'second');
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? quantity(minutes, 'minute') : quantity(Math.round(minutes / 60), 'hour');
}

function quantity(number, unit) {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(number);
}

/** The time of day of a moment in epoch milliseconds. */
export function clock(time, options = { hour: '2-digit', minute: '2-digit' }) {
  return new Date(time).toLocaleTimeString(language, options);
}

/** The day and the time of day of a moment in ISO 8601. */
export function date(moment) {
  return new Date(moment).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Seconds as minutes and seconds: 01:05. */
export function minutesAndSeconds(seconds) {
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
