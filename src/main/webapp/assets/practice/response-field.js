import { element, uniqueId } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { richText } from '../text/rich-text.js';
import { fractionIn, objection } from './spr-entry.js';

/**
 * The field for a student-produced response. A typed fraction is previewed as a formula.
 *
 * @param {string} complaint the id of the element that shows complaints about the answer
 */
export function responseField(complaint) {
  const preview = element('div', { className: 'preview', id: uniqueId('preview'), hidden: true });
  const input = element('input', {
    type: 'text', id: uniqueId('response'), className: 'response', maxLength: 6, autocomplete: 'off', spellcheck: false,
  });
  input.setAttribute('aria-describedby', `${preview.id} ${complaint}`);
  const show = () => {
    const fraction = fractionIn(input.value);
    preview.hidden = !fraction;
    preview.replaceChildren(...(fraction ? [say('spr.reads-as'), richText(`\\(${fraction}\\)`)] : []));
  };
  input.addEventListener('input', show);
  const label = element('label', { textContent: say('question.yours'), htmlFor: input.id });
  const node = element('div', { className: 'options' }, label, input, preview);
  node.setAttribute('role', 'group');
  return {
    node,
    answer: () => input.value.trim(),
    objection: () => objection(input.value),
    markInvalid: (invalid) => input.setAttribute('aria-invalid', invalid),
    /** Shows the answer and makes the field read-only. */
    settle: (answer) => {
      input.value = answer;
      input.readOnly = true;
      show();
    },
  };
}
