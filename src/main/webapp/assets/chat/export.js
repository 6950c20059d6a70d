import { history } from '../server/history.js';
import { language, say } from '../ui/language.js';
import { sourceOf } from './answer.js';

/** Some browsers begin to read a file only a while after they were told to save it. Milliseconds. */
const READ_WITHIN = 60_000;

/**
 * Saves a conversation as a file of Markdown.
 *
 * @param {string} id
 * @param {string} title
 * @throws {import('../server/api.js').Refusal}
 */
export async function exportConversation(id, title) {
  const entries = await history(id);
  const time = new Date().toLocaleString(language);
  const text = [`# ${title}`, say('export.until', { time }), ...entries.map(entry)].join('\n\n');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text, '\n'], { type: 'text/markdown;charset=utf-8' }));
  link.download = `${title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60).replace(/^-|-$/g, '') || 'sat-buddy'}.md`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN);
}

function entry({ role, content, question, provider, model, cached }) {
  if (role === 'user') {
    return `## ${say('turn.you')}\n\n${content}`;
  }
  const written = question ? asMarkdown(question) : content;
  return [`## SAT Buddy`, written, provider && `*${sourceOf({ provider, model, cached })}*`].filter(Boolean).join('\n\n');
}

function asMarkdown({ passage, question, options, correct_answer: key, answers, explanation }) {
  return [
    `### ${say('export.question')}`,
    passage?.replaceAll(/^/gm, '> '),
    question,
    options && Object.entries(options).map(([letter, text]) => `- **${letter}** ${text}`).join('\n'),
    say('export.answer', { key: options ? key : (answers ?? [key]).join(say('question.or')) }),
    explanation,
  ].filter(Boolean).join('\n\n');
}
