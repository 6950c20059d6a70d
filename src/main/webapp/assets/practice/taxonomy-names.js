/** What the parts of the test are called. A name on the wire that there is no word for is written as a person would. */
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
