import { clock, duration, say } from '../ui/language.js';

/** The stage of an unfinished task, as a sentence. */
export function sentenceOf(task, now = Date.now()) {
  const kind = task.kind === 'question' ? 'question' : 'chat';
  switch (task.stage) {
    case 'queued':
      return queued(task);
    case 'analyzing_image':
      return say('stage.analyzing_image');
    case 'generating':
      return kind === 'question' ? say('stage.generating.question') : say('stage.generating.chat');
    case 'checking':
      return kind === 'question' ? say('stage.checking.question') : say('stage.checking.chat');
    case 'waiting_for_retry':
      return waiting(task, now);
    case 'switched_off':
      return say('stage.switched-off');
    default:
      return say('stage.working');
  }
}

function queued({ queue_position: position, estimated_seconds: seconds }) {
  const within = seconds > 0 ? duration(Math.ceil(seconds)) : undefined;
  if (position > 0) {
    return within ? say('stage.queued-at-for', { position, duration: within }) : say('stage.queued-at', { position });
  }
  return within ? say('stage.queued-for', { duration: within }) : say('stage.queued');
}

function waiting({ retry_at: retryAt }, now) {
  const at = timeOf(retryAt);
  if (at === null) {
    return say('stage.busy');
  }
  const time = clock(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const left = Math.ceil((at - now) / 1000);
  return left > 0 ? say('stage.busy-until', { time, duration: duration(left) }) : say('stage.was-busy');
}

/** The epoch milliseconds of a moment that is a number or a date as text; null for anything else. */
export function timeOf(moment) {
  const time = typeof moment === 'number' ? moment : Date.parse(moment ?? '');
  return Number.isFinite(time) ? time : null;
}
