/** What a student's other tabs are told: that something is not kept any more. */
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('satbuddy') : null;

/** @param {{deleted?: string, forgotten?: boolean}} what a conversation, or everything */
export function notifyTabs(what) {
  channel?.postMessage(what);
}

/** @param {(what: {deleted?: string, forgotten?: boolean}) => void} listener */
export function onTabMessage(listener) {
  channel?.addEventListener('message', ({ data }) => listener(data));
}
