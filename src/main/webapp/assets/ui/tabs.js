/** Notifies the student's other tabs of what was asked and deleted. */
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('satbuddy') : null;

/**
 * @typedef {object} Change
 * @property {string} [asked] the id of a conversation in which something was asked
 * @property {string} [task] the id of its task
 * @property {string} [deleted] the id of a deleted conversation
 * @property {boolean} [forgotten] whether all conversations were deleted
 */

/** @param {Change} change */
export function notifyTabs(change) {
  channel?.postMessage(change);
}

/** @param {(change: Change) => void} listener */
export function onTabMessage(listener) {
  channel?.addEventListener('message', ({ data }) => listener(data));
}
