/** Student-produced responses: what may be entered, and when it is right. */
import { say } from '../ui/language.js';

const ENTRY = /^-?(?:\d+\/\d+|\d+\.?\d*|\.\d+)$/;

/** Why this cannot be entered, as a sentence; null if it can. */
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

/** Whether the entry is one of the accepted answers or exactly as much as one of them. */
export function isRight(entry, answers) {
  const text = entry.trim();
  const value = fraction(text);
  return answers.some((answer) => {
    const accepted = String(answer).trim();
    const other = fraction(accepted);
    return accepted === text || (value && other && value.above * other.below === other.above * value.below);
  });
}

/** The fraction that is typed, in LaTeX, below one another what is typed behind one another; null if it is none. */
export function fractionIn(entry) {
  const [, minus, above, below] = /^(-?)(\d+)\/(\d+)$/.exec(entry.trim()) ?? [];
  return objection(entry) || !below ? null : `${minus}\\frac{${above}}{${below}}`;
}

/** The exact value, in whole numbers, so that .33 is not 1/3. */
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
    : { above: sign * BigInt(whole.replace('-', '') + decimals || '0'), below: denominator };
}
