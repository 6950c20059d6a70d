/**
 * The state that this tab stores until it is closed: the conversation, the draft, and the results of practice. In a
 * browser that stores nothing, the page works until it is reloaded.
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

/** @returns {{text: string, images: string[], mode: string}} the content of the composer */
export function draft() {
  return { text: '', images: [], mode: 'explain', ...kept.draft };
}

export function keepDraft(more) {
  keep({ draft: { ...draft(), ...more } });
}

/**
 * The idempotency keys of requests without an answer.
 *
 * @returns {Record<string, string>} by path and body
 */
export function unsettled() {
  return kept.unsettled ?? {};
}

export function keepUnsettled(keys) {
  keep({ unsettled: keys });
}

/** The last choice in the practice form, by field. */
export function lastChosen() {
  return kept.chosen ?? {};
}

export function keepChosen(fields) {
  keep({ chosen: fields });
}

/**
 * The state of a practice question: whether it is `timed`, the `answer` that was checked after `seconds`, whether it is
 * `unseen` because it is only prefetched, and the id of the task `after` which it was shown.
 *
 * @param {string} id of the question's task
 */
export function question(id) {
  return kept.questions?.[id] ?? {};
}

export function keepQuestion(id, more) {
  keep({ questions: { ...kept.questions, [id]: { conversation: conversation(), ...question(id), ...more } } });
}

/** @returns {{request: object, conversation: string, key: string, id?: string} | null} the prefetched question */
export function prefetched() {
  return kept.prefetched ?? null;
}

export function keepPrefetched(one) {
  keep({ prefetched: one });
}

/** @returns {{skill?: string, domain?: string, right: boolean, seconds: number}[]} of every checked question */
export function results() {
  return kept.results ?? [];
}

export function addResult(result) {
  keep({ results: [...results(), result] });
}

export function clearResults() {
  keep({ results: [] });
}

/** Forgets a conversation's questions. Their results stay, without their text. */
export function forgetConversation(id) {
  const others = Object.entries(kept.questions ?? {}).filter(([, one]) => one.conversation !== id);
  keep({ questions: Object.fromEntries(others) });
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
