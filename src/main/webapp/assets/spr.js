/** Student-produced responses: what may be entered, and when it is right. Needs no browser. */

const ENTRY = /^-?(?:\d+\/\d+|\d+\.?\d*|\.\d+)$/;

/** Why this cannot be entered, as a sentence; null if it can. */
export function objection(entry) {
  const text = entry.trim();
  if (!text) {
    return 'Type your answer first.';
  }
  if (!ENTRY.test(text)) {
    return 'Use digits, a decimal point, a fraction like 3/4, and a minus sign in front. No spaces, commas, units or mixed numbers.';
  }
  if (text.length > (text.startsWith('-') ? 6 : 5)) {
    return 'At most 5 characters fit, 6 with a minus sign.';
  }
  return /\/0+$/.test(text) ? 'A fraction cannot have 0 below the line.' : null;
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
