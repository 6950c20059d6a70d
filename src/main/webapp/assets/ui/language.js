/**
 * The words of the page, in the language that the server wrote it in, and what else is written differently from language
 * to language.
 */
const words = JSON.parse(document.getElementById('words').textContent);

/** As in BCP 47. */
export const language = document.documentElement.lang;

const plurals = new Intl.PluralRules(language);

/**
 * The sentence of this key, with the values where their names stand in braces.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The same where the key is known only while the page runs: nothing, if there is no such word. */
export function sayIfKnown(key) {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** The sentence of this key for so many; the one for most numbers, where a language has none for this one. */
export function sayCount(key, count) {
  const chosen = `${key}.${plurals.select(count)}`;
  return say(Object.hasOwn(words, chosen) ? chosen : `${key}.other`, { count });
}

/** Seconds in words. */
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

/** Seconds as minutes and seconds: 01:05. */
export function minutesAndSeconds(seconds) {
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
