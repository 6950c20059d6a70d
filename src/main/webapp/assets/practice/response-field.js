import { element, uniqueId } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { richText } from '../text/rich-text.js';
import { fractionIn, objection } from './spr-entry.js';

/**
 * A field to type an answer into. A fraction is shown as it is understood.
 *
 * @param {string} complaint id of what says what is wrong with the answer
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
    /** Shows what was typed; it cannot be changed any more. */
    settle: (answer) => {
      input.value = answer;
      input.readOnly = true;
      show();
    },
  };
}
