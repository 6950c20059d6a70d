import { element, uniqueId } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { richText } from '../text/rich-text.js';

const LETTERS = ['A', 'B', 'C', 'D'];

/**
 * The options of a question as radio buttons. Each can be crossed out, as in the test's own app. A crossed-out option
 * cannot be chosen until it is restored.
 *
 * @param {Record<string, string>} options by letter
 * @param {string} complaint the id of the element that shows complaints about the answer
 */
export function multipleChoice(options, complaint) {
  const name = uniqueId('choice');
  const rows = LETTERS.filter((letter) => letter in options).map((letter) => row(name, letter, String(options[letter])));
  const chosen = () => rows.find(({ input }) => input.checked)?.letter;
  for (const one of rows) {
    one.cross.addEventListener('click', () => {
      const before = chosen();
      crossOut(one);
      rows.filter(({ letter, input }) => letter === before && !input.disabled).forEach(({ input }) => (input.checked = true));
    });
  }
  const node = element('fieldset', { className: 'options' }, ...rows.map((one) => one.node));
  node.setAttribute('aria-describedby', complaint);
  return {
    node,
    answer: chosen,
    objection: () => (chosen() ? null : say('question.choose')),
    /** Marks the chosen and the correct option, and disables all. */
    settle: (answer, { correct_answer: key }) => {
      for (const { letter, input, label, mark, cross } of rows) {
        input.checked = letter === answer;
        input.disabled = true;
        cross.hidden = true;
        label.classList.toggle('out', label.classList.contains('out') && letter !== key);
        label.classList.toggle('key', letter === key);
        label.classList.toggle('missed', letter === answer && letter !== key);
        mark.textContent = letter === key ? `✓ ${say('question.key')}` : letter === answer ? `✗ ${say('question.yours')}` : '';
      }
    },
  };
}

function row(name, letter, text) {
  const input = element('input', { type: 'radio', name, value: letter });
  const mark = element('span', { className: 'mark' });
  const label = element(
    'label', { className: 'option' },
    input, element('span', { className: 'letter', textContent: letter }), richText(text, { lang: 'en', inLabel: true }), mark);
  const cross = element('button', { type: 'button', className: 'cross', textContent: letter });
  cross.setAttribute('aria-label', say('question.cross-out', { letter }));
  cross.setAttribute('aria-pressed', false);
  return { letter, input, label, mark, cross, node: element('div', { className: 'choice' }, label, cross) };
}

/** Crosses an option out or restores it. It is not chosen afterwards. */
function crossOut({ input, label, cross }) {
  const out = label.classList.toggle('out');
  cross.setAttribute('aria-pressed', out);
  input.disabled = out;
  // Chromium updates the button that Tab reaches only when the choice changes. Otherwise Tab would reach none.
  input.checked = true;
  input.checked = false;
}
