import { say } from '../ui/language.js';

/**
 * The plain text that tells the tutor which practice question a student asks about.
 *
 * @param {object} question as the contract has it
 * @param {string} answer the student's answer
 */
export function questionContext({ passage, question, options, correct_answer: key, answers }, answer) {
  return [
    passage && `${say('question.passage')}: ${passage}`,
    `${say('practice.title')}: ${question}`,
    options && Object.entries(options).map(([letter, text]) => `${letter}) ${text}`).join('\n'),
    `${say('question.key')}: ${options ? key : (answers ?? [key]).join(say('question.or'))}`,
    `${say('question.yours')}: ${answer}`,
  ].filter(Boolean).join('\n\n');
}
