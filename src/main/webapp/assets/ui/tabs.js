/** Notifies the student's other tabs of deletions. */
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('satbuddy') : null;

/** @param {{deleted?: string, forgotten?: boolean}} change the id of a deleted conversation, or that all are deleted */
export function notifyTabs(change) {
  channel?.postMessage(change);
}

/** @param {(change: {deleted?: string, forgotten?: boolean}) => void} listener */
export function onTabMessage(listener) {
  channel?.addEventListener('message', ({ data }) => listener(data));
}
