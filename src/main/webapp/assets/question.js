import { element, uniqueId } from './elements.js';
import { say, sayIfKnown } from './language.js';
import { isRight, objection } from './spr.js';
import { rich } from './transcript.js';

const LETTERS = ['A', 'B', 'C', 'D'];

/**
 * A practice question that checks the student's answer and then explains.
 *
 * @param {object} question as the contract has it
 */
export function questionCard(question) {
  const stem = rich(question.question);
  stem.id = uniqueId('stem');
  const entry = question.options ? choice(question.options) : response();
  entry.node.setAttribute('aria-labelledby', stem.id);
  const complaint = element('p', { className: 'error', id: uniqueId('complaint') });
  complaint.setAttribute('role', 'alert');
  const verdict = element('div', { className: 'verdict' });
  verdict.setAttribute('role', 'status');
  const explanation = element('div', { className: 'explanation' });
  const check = element('button', { type: 'submit', className: 'primary', textContent: say('question.check') });
  const form = element('form', { className: 'question', noValidate: true });
  form.append(...facts(question), ...passage(question), stem, entry.node, complaint, check, verdict, explanation);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (check.hidden) {
      return;
    }
    complaint.textContent = entry.objection() ?? '';
    if (complaint.textContent) {
      return;
    }
    const right = entry.settle(question);
    // Focus goes to the verdict before the button that had it disappears.
    verdict.tabIndex = -1;
    verdict.append(verdictOf(right, question));
    verdict.focus({ preventScroll: true });
    check.hidden = true;
    explanation.append(element('h3', { textContent: say('question.explanation') }), rich(question.explanation ?? '', 4));
    verdict.scrollIntoView({ block: 'nearest' });
  });
  return form;
}

function facts({ domain, skill, difficulty }) {
  const known = [
    domain && (sayIfKnown(`domain.${domain}`) ?? words(domain)),
    skill && (sayIfKnown(`skill.${skill}`) ?? words(skill)),
    difficulty && (sayIfKnown(`difficulty.${difficulty}`) ?? words(difficulty)),
  ].filter(Boolean);
  return known.length ? [element('p', { className: 'facts', textContent: known.join(' · ') })] : [];
}

/** A name of the wire as a person would write it. */
function words(slug) {
  const text = slug.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function passage(question) {
  if (!question.passage) {
    return [];
  }
  const text = rich(question.passage);
  text.classList.add('passage');
  text.setAttribute('role', 'group');
  text.setAttribute('aria-label', say('question.passage'));
  return [text];
}

function verdictOf(right, question) {
  const key = question.options ? question.correct_answer : (question.answers ?? [question.correct_answer]).slice(0, 3).join(say('question.or'));
  return element('p', {
    className: right ? 'right' : 'wrong',
    textContent: right ? `✓ ${say('question.right')}` : `✗ ${say('question.wrong', { key })}`,
  });
}

/** Four radio buttons. */
function choice(options) {
  const name = uniqueId('choice');
  const rows = LETTERS.filter((letter) => letter in options).map((letter) => {
    const input = element('input', { type: 'radio', name, value: letter });
    const text = rich(String(options[letter]));
    const mark = element('span', { className: 'mark' });
    const label = element('label', { className: 'option' }, input, element('span', { className: 'letter', textContent: letter }), text, mark);
    return { letter, input, label, mark };
  });
  const node = element('fieldset', { className: 'options' }, ...rows.map((row) => row.label));
  return {
    node,
    objection: () => (rows.some((row) => row.input.checked) ? null : say('question.choose')),
    settle: ({ correct_answer: key }) => {
      for (const { letter, input, label, mark } of rows) {
        input.disabled = true;
        label.classList.toggle('key', letter === key);
        label.classList.toggle('missed', input.checked && letter !== key);
        mark.textContent = letter === key ? `✓ ${say('question.key')}` : input.checked ? `✗ ${say('question.yours')}` : '';
      }
      return rows.some((row) => row.input.checked && row.letter === key);
    },
  };
}

/** A field to type the answer into. */
function response() {
  const input = element('input', {
    type: 'text', id: uniqueId('response'), className: 'response', maxLength: 6, autocomplete: 'off', spellcheck: false,
  });
  const label = element('label', { textContent: say('question.yours'), htmlFor: input.id });
  const node = element('div', { className: 'options' }, label, input);
  node.setAttribute('role', 'group');
  return {
    node,
    objection: () => objection(input.value),
    settle: ({ answers, correct_answer: key }) => {
      input.readOnly = true;
      return isRight(input.value, answers ?? [key]);
    },
  };
}
