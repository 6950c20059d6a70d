import { say } from '../ui/language.js';

/** The provider that answers without an AI. */
export const STUDY_GUIDE = 'study-guide';

/** The author of an answer or question, as a sentence. */
export function sourceOf({ provider, model, cached }) {
  if (provider === STUDY_GUIDE) {
    return say('answer.from-guide');
  }
  const written = { source: [provider, model].filter(Boolean).join(', ') };
  return cached ? say('answer.by-ai-cached', written) : say('answer.by-ai', written);
}
