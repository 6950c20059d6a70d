import { sayIfKnown } from './language.js';

const NAMES = {
  domain: (slug) => sayIfKnown(`domain.${slug}`),
  skill: (slug) => sayIfKnown(`skill.${slug}`),
  difficulty: (slug) => sayIfKnown(`difficulty.${slug}`),
};

/**
 * What a part of the test is called; one that there is no word for is written as a person would write it.
 *
 * @param {'domain' | 'skill' | 'difficulty'} kind
 * @param {string} slug its name on the wire
 */
export function nameOf(kind, slug) {
  return NAMES[kind](slug) ?? words(slug);
}

function words(slug) {
  const text = slug.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
