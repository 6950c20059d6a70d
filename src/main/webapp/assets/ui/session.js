/**
 * What this tab remembers until it is closed: the conversation, what is typed but not sent, and how practice goes. Where
 * the browser keeps nothing, the page works until it is reloaded.
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

/** @returns {{text: string, images: string[], mode: string}} what is in the composer and not sent */
export function draft() {
  return { text: '', images: [], mode: 'explain', ...kept.draft };
}

export function keepDraft(more) {
  keep({ draft: { ...draft(), ...more } });
}

/** The keys of what was sent and not answered: sent again, it is the same. @returns {Record<string, string>} by what it is */
export function unsettled() {
  return kept.unsettled ?? {};
}

export function keepUnsettled(keys) {
  keep({ unsettled: keys });
}

/** What was chosen last in the form for practice, by field. */
export function lastChosen() {
  return kept.chosen ?? {};
}

export function keepChosen(fields) {
  keep({ chosen: fields });
}

/**
 * What is known of a practice question: whether it is `timed`, the `answer` that was checked after
 * so many `seconds`; `unseen`, if it was fetched ahead and nobody wished for it; and the task `after` which it was.
 *
 * @param {string} id of its task
 */
export function question(id) {
  return kept.questions?.[id] ?? {};
}

export function keepQuestion(id, more) {
  keep({ questions: { ...kept.questions, [id]: { conversation: conversation(), ...question(id), ...more } } });
}

/** @returns {{request: object, conversation: string, key: string, id?: string} | null} how the question was asked for that is fetched ahead */
export function prefetched() {
  return kept.prefetched ?? null;
}

export function keepPrefetched(one) {
  keep({ prefetched: one });
}

/** @returns {{skill?: string, domain?: string, right: boolean, seconds: number}[]} of every question that was checked */
export function results() {
  return kept.results ?? [];
}

export function addResult(result) {
  keep({ results: [...results(), result] });
}

export function clearResults() {
  keep({ results: [] });
}

/** What came out of its questions stays, without their words. */
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
