/** The entry rules of student-produced responses (SPR), and the check whether an entry is right. */
import { say } from '../ui/language.js';

const ENTRY = /^-?(?:\d+\/\d+|\d+\.?\d*|\.\d+)$/;

/** The rule that an entry breaks, as a sentence; null if it is valid. */
export function objection(entry) {
  const text = entry.trim();
  if (!text) {
    return say('spr.nothing');
  }
  if (!ENTRY.test(text)) {
    return say('spr.form');
  }
  if (text.length > (text.startsWith('-') ? 6 : 5)) {
    return say('spr.length');
  }
  return /\/0+$/.test(text) ? say('spr.zero') : null;
}

/** Whether the entry is one of the accepted answers or has exactly the value of one. */
export function isRight(entry, answers) {
  const text = entry.trim();
  const value = fraction(text);
  return answers.some((answer) => {
    const accepted = String(answer).trim();
    const other = fraction(accepted);
    return accepted === text || (value && other && value.numerator * other.denominator === other.numerator * value.denominator);
  });
}

/** A typed fraction such as 3/4 in LaTeX; null for every other entry. */
export function fractionIn(entry) {
  const [, minus, numerator, denominator] = /^(-?)(\d+)\/(\d+)$/.exec(entry.trim()) ?? [];
  return objection(entry) || !denominator ? null : `${minus}\\frac{${numerator}}{${denominator}}`;
}

/** The exact value as a fraction of whole numbers, so that .33 does not equal 1/3. */
function fraction(text) {
  if (!ENTRY.test(text)) {
    return null;
  }
  const [above, below] = text.split('/');
  const [whole, decimals = ''] = above.split('.');
  const denominator = below === undefined ? 10n ** BigInt(decimals.length) : BigInt(below);
  const sign = whole.startsWith('-') ? -1n : 1n;
  return denominator === 0n
    ? null
    : { numerator: sign * BigInt(whole.replace('-', '') + decimals || '0'), denominator };
}
