/** How practice went, in figures. */
import { say } from '../ui/language.js';
import { nameOfDomain, nameOfSkill } from './taxonomy-names.js';

/**
 * @typedef {object} Figures
 * @property {number} answered how many questions were checked
 * @property {number} right how many of them were answered correctly
 * @property {number} seconds the average time for a question; 0 for no questions
 */

/**
 * @param {{right: boolean, seconds: number}[]} results
 * @returns {Figures}
 */
export function figuresOf(results) {
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0) / (results.length || 1);
  return { answered: results.length, right: results.filter(({ right }) => right).length, seconds };
}

/**
 * @param {{skill?: string, domain?: string, right: boolean, seconds: number}[]} results
 * @returns {(Figures & {name: string})[]} by skill, in the order in which the skills were first practised
 */
export function figuresBySkill(results) {
  const bySkill = new Map();
  for (const result of results) {
    bySkill.set(nameFor(result), [...(bySkill.get(nameFor(result)) ?? []), result]);
  }
  return [...bySkill].map(([name, some]) => ({ name, ...figuresOf(some) }));
}

/** The name of the practised skill, else of its domain, else a general name. */
function nameFor({ skill, domain }) {
  return skill ? nameOfSkill(skill) : domain ? nameOfDomain(domain) : say('summary.other');
}
