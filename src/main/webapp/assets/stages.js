import { duration } from './api.js';

/** What is happening to an unfinished task, as a sentence. Needs no browser. */
export function sentenceOf(task, now = Date.now()) {
  switch (task.stage) {
    case 'queued':
      return queued(task);
    case 'preparing':
      return 'Getting ready…';
    case 'analyzing_image':
      return 'Looking at your picture…';
    case 'generating':
      return task.kind === 'question' ? 'Writing a question…' : 'Writing an answer…';
    case 'checking':
      return task.kind === 'question' ? 'Checking the question…' : 'Checking the answer…';
    case 'waiting_for_retry':
      return waiting(task, now);
    default:
      return 'Working on it…';
  }
}

function queued({ queue_position: position, estimated_seconds: seconds }) {
  const place = position > 0 ? `Waiting in line, number ${position}` : 'Waiting in line';
  return seconds > 0 ? `${place}, most likely done within ${duration(Math.ceil(seconds))}…` : `${place}…`;
}

function waiting({ retry_at: retryAt }, now) {
  const at = timeOf(retryAt);
  if (at === null) {
    return 'The tutor is busy. Trying again soon…';
  }
  const clock = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const left = Math.ceil((at - now) / 1000);
  return left > 0
    ? `The tutor is busy. Trying again at ${clock}, in ${duration(left)}…`
    : 'The tutor was busy. Trying again now…';
}

/** Epoch milliseconds of a moment written as a number or as text; null if it is neither. */
export function timeOf(moment) {
  const time = typeof moment === 'number' ? moment : Date.parse(moment ?? '');
  return Number.isFinite(time) ? time : null;
}
