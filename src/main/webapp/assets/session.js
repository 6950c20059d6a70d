/**
 * What this tab remembers until it is closed: the conversation, and what is typed but not sent. Where the browser keeps
 * nothing, the page works until it is reloaded.
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
