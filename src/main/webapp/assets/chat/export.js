import { history } from '../server/history.js';
import { language, say } from '../ui/language.js';
import { save } from '../ui/save.js';
import { sourceOf } from './source.js';

/**
 * Saves a conversation as a Markdown file.
 *
 * @param {string} id
 * @param {string} title
 * @throws {import('../server/api.js').Refusal}
 */
export async function exportConversation(id, title) {
  const entries = await history(id);
  const time = new Date().toLocaleString(language);
  save(fileName(title), 'text/markdown;charset=utf-8', asMarkdown(title, entries, time));
}

/**
 * @param {string} title
 * @param {object[]} entries of the contract
 * @param {string} time at which the file is saved, as text
 */
export function asMarkdown(title, entries, time) {
  return `${[`# ${title}`, say('export.until', { time }), ...entries.map(entry)].join('\n\n')}\n`;
}

/** The title with each run of other characters than letters and digits replaced by a hyphen. */
export function fileName(title) {
  return `${title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60).replace(/^-|-$/g, '') || 'sat-buddy'}.md`;
}

function entry({ role, content, question, provider, model, cached }) {
  if (role === 'user') {
    return `## ${say('turn.you')}\n\n${content}`;
  }
  const written = question ? questionAsMarkdown(question) : content;
  return [`## SAT Buddy`, written, provider && `*${sourceOf({ provider, model, cached })}*`].filter(Boolean).join('\n\n');
}

function questionAsMarkdown({ passage, question, options, correct_answer: key, answers, explanation }) {
  return [
    `### ${say('export.question')}`,
    passage?.replaceAll(/^/gm, '> '),
    question,
    options && Object.entries(options).map(([letter, text]) => `- **${letter}** ${text}`).join('\n'),
    say('export.answer', { key: options ? key : (answers ?? [key]).join(say('question.or')) }),
    explanation,
  ].filter(Boolean).join('\n\n');
}
