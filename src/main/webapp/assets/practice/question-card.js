import { busyButton } from '../ui/busy-button.js';
import { multipleChoice } from './multiple-choice.js';
import { element, uniqueId } from '../ui/elements.js';
import { minutesAndSeconds, say } from '../ui/language.js';
import { questionContext } from './question-context.js';
import { nameOfDifficulty, nameOfDomain, nameOfSkill } from './taxonomy-names.js';
import { responseField } from './response-field.js';
import { richText } from '../text/rich-text.js';
import * as session from '../ui/session.js';
import { visibleTime } from '../ui/visible-time.js';
import { isRight } from './spr-entry.js';
import { secondsSince, stopwatch } from './stopwatch.js';
import { openSummary } from './summary.js';

/** The test is in English, whatever the language of the page. */
const ENGLISH = { lang: 'en' };

/**
 * The actions and settings that a practice question gets from its conversation.
 *
 * @typedef {object} Practising
 * @property {boolean} [timed] whether to show the time
 * @property {(message: string, context: string) => Promise<void>} ask sends a message in the conversation
 * @property {() => Promise<void>} next asks for another question of the same kind
 */

/**
 * A practice question that checks the student's answer and then explains. A question that was checked before is shown
 * with its verdict.
 *
 * @param {string} id of the question's task
 * @param {object} question as the contract has it
 * @param {Practising} practising
 */
export function questionCard(id, question, practising) {
  const { answer: answered, seconds: taken } = session.question(id);
  const since = visibleTime();
  const stem = richText(question.question, ENGLISH);
  stem.id = uniqueId('stem');
  const complaint = element('p', { className: 'error', id: uniqueId('complaint') });
  complaint.setAttribute('role', 'alert');
  const entry = question.options ? multipleChoice(question.options, complaint.id) : responseField(complaint.id);
  entry.node.setAttribute('aria-labelledby', stem.id);
  const verdict = element('div', { className: 'verdict', tabIndex: -1 });
  verdict.setAttribute('role', 'status');
  const rest = element('div', { className: 'rest' });
  const check = element('button', { type: 'submit', className: 'primary', textContent: say('question.check') });
  const watch = practising.timed && answered === undefined ? stopwatch(since) : undefined;
  const form = element(
    'form', { className: 'question', noValidate: true },
    element('div', { className: 'head' }, ...facts(question), ...(watch ? [watch.node] : [])),
    element(
      'div', { className: 'paper' },
      ...passage(question), element('div', { className: 'work' }, stem, entry.node, complaint, check)),
    verdict, rest);

  const settle = (answer, seconds) => {
    const right = isKey(answer, question);
    entry.settle(answer, question);
    watch?.stop();
    verdict.append(...verdictOf(right, question, practising.timed && seconds));
    rest.append(...explanation(question), whatNext(right, answer, question, practising));
    return right;
  };
  const complain = (sentence) => {
    complaint.textContent = sentence ?? '';
    entry.markInvalid?.(Boolean(sentence));
  };
  form.addEventListener('input', () => complain(null));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (check.hidden) {
      return;
    }
    complain(entry.objection());
    if (complaint.textContent) {
      return;
    }
    const result = { answer: entry.answer(), seconds: secondsSince(since) };
    const right = settle(result.answer, result.seconds);
    session.keepQuestion(id, result);
    session.addResult({ skill: question.skill, domain: question.domain, right, seconds: result.seconds });
    // Focus goes to the verdict before the button that had it disappears.
    verdict.focus({ preventScroll: true });
    check.hidden = true;
    verdict.scrollIntoView({ block: 'nearest' });
  });
  if (answered !== undefined) {
    settle(answered, taken);
    check.hidden = true;
  }
  return form;
}

function isKey(answer, { options, correct_answer: key, answers }) {
  return options ? answer === key : isRight(answer, answers ?? [key]);
}

function facts({ domain, skill, difficulty }) {
  const known = [
    domain && nameOfDomain(domain), skill && nameOfSkill(skill), difficulty && nameOfDifficulty(difficulty),
  ].filter(Boolean);
  return known.length ? [element('p', { className: 'facts', textContent: known.join(' · ') })] : [];
}

function passage(question) {
  if (!question.passage) {
    return [];
  }
  // The label is in the language of the page, the text in English.
  const text = element('div', { className: 'passage' }, richText(question.passage, ENGLISH));
  text.setAttribute('role', 'group');
  text.setAttribute('aria-label', say('question.passage'));
  return [text];
}

function verdictOf(right, question, seconds) {
  const key = question.options ? question.correct_answer : (question.answers ?? [question.correct_answer]).slice(0, 3).join(say('question.or'));
  const said = element('p', {
    className: right ? 'right' : 'wrong',
    textContent: right ? `✓ ${say('question.right')}` : `✗ ${say('question.wrong', { key })}`,
  });
  const time = Number.isFinite(seconds) && say('question.took', { time: minutesAndSeconds(seconds) });
  return time ? [said, element('p', { className: 'small', textContent: time })] : [said];
}

function explanation(question) {
  const text = richText(question.explanation ?? '', { ...ENGLISH, heading: 4 });
  text.classList.add('explanation');
  return [element('h3', { textContent: say('question.explanation') }), text];
}

function whatNext(right, answer, question, { ask, next }) {
  const why = busyButton(say('question.why'), () => ask(say('question.why-message', { answer }), questionContext(question, answer)));
  const summary = element('button', { type: 'button', textContent: say('summary.open') });
  summary.addEventListener('click', openSummary);
  return element('div', { className: 'row' }, ...(right ? [] : [why]), busyButton(say('question.next'), next), summary);
}
