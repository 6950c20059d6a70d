/**
 * What this tab remembers until it is closed: the conversation, the practice questions, who wrote which answer and
 * what was thought of it, and what is typed but not sent. Where the browser keeps nothing, the page works until it is reloaded.
 */

const KEY = 'satbuddy';

let kept = read();

/** @returns {string | null} */
export function conversation() {
  return kept.conversation ?? null;
}

export function keepConversation(id) {
  keep({ conversation: id ?? null });
}

/** @returns {{id: string, wish: object}[]} oldest first */
export function questions() {
  return kept.questions ?? [];
}

export function keepQuestion(id, wish) {
  keep({ questions: [...questions(), { id, wish }] });
}

export function dropQuestion(id) {
  keep({ questions: questions().filter((question) => question.id !== id) });
}

/** @returns {{provider: string, model?: string, cached?: boolean} | undefined} */
export function source(taskId) {
  return kept.sources?.[taskId];
}

export function keepSource(taskId, { provider, model, cached }) {
  keep({ sources: { ...kept.sources, [taskId]: { provider, model, cached } } });
}

/** @returns {'up' | 'down' | undefined} */
export function rating(taskId) {
  return kept.ratings?.[taskId];
}

export function keepRating(taskId, value) {
  keep({ ratings: { ...kept.ratings, [taskId]: value } });
}

export function draft() {
  return kept.draft ?? '';
}

export function keepDraft(text) {
  keep({ draft: text });
}

export function forget() {
  kept = {};
  write();
}

function keep(more) {
  kept = { ...kept, ...more };
  write();
}

function read() {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function write() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: the page goes on without it.
  }
}
