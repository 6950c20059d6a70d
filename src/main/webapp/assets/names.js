import { sayIfKnown } from './language.js';

/**
 * What a part of the test is called.
 *
 * @param {'section' | 'domain' | 'skill' | 'difficulty'} kind
 * @param {string} slug its name on the wire; one that there is no word for is written as a person would write it
 */
export function nameOf(kind, slug) {
  return sayIfKnown(`${kind}.${slug}`) ?? words(slug);
}

function words(slug) {
  const text = slug.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
