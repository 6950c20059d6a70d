/** The names of domains, skills and difficulties. A slug without a name becomes words: `very-hard` is "Very hard". */
import { sayIfKnown } from '../ui/language.js';

/** @param {string} slug */
export const nameOfDomain = (slug) => sayIfKnown(`domain.${slug}`) ?? words(slug);

/** @param {string} slug */
export const nameOfSkill = (slug) => sayIfKnown(`skill.${slug}`) ?? words(slug);

/** @param {string} slug */
export const nameOfDifficulty = (slug) => sayIfKnown(`difficulty.${slug}`) ?? words(slug);

function words(slug) {
  const text = slug.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
