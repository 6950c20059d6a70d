import { sentenceFor } from '../ui/objection.js';
import { Attachments } from './attachments.js';
import { say } from '../ui/language.js';
import { sends } from '../ui/enter-key.js';
import { draft, keepDraft } from '../ui/session.js';

const LONGEST = 16 * 1024;

const form = document.getElementById('composer');
const message = document.getElementById('message');
const send = document.getElementById('send');
const error = document.getElementById('composer-error');
const attachments = new Attachments(document.getElementById('attachments'), [
    [document.getElementById('image'), document.getElementById('add-image')],
    [document.getElementById('photo'), document.getElementById('take-photo')],
  ], () => {
    keepDraft({ images: attachments.ids });
    complain('');
  });
attachments.takeFrom(document);

let sending = false;

/**
 * Shows the composer. The text stays until the server has accepted it.
 *
 * @param {(asked: {message: string, images: string[], mode: 'explain' | 'hint'}) => Promise<void>} onSend rejects with
 *   an error that `sentenceFor` can put into words
 */
export function open(onSend) {
  const { text, images, mode } = draft();
  message.value = text;
  form.elements.mode.value = mode;
  attachments.putBack(images);
  form.hidden = false;
  form.addEventListener('change', () => keepDraft({ mode: form.elements.mode.value }));
  message.addEventListener('input', () => {
    keepDraft({ text: message.value });
    complain('');
  });
  message.addEventListener('keydown', (event) => {
    if (sends(event)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(onSend);
  });
}

/** Shows a complaint above the message. An empty sentence removes it. */
export function complain(sentence) {
  error.textContent = sentence;
}

export function focus() {
  message.focus();
}

/** Appends a text to the typed message, unless the message ends with it, and adds pictures. Sends nothing. */
export function suggest(text, images = []) {
  attachments.putBack(images);
  if (!message.value.endsWith(text)) {
    message.value = message.value.trim() ? `${message.value.trimEnd()}\n${text}` : text;
    complain('');
  }
  keepDraft({ text: message.value, images: attachments.ids });
  message.focus();
}

export function empty() {
  message.value = '';
  attachments.clear();
  keepDraft({ text: '', images: [] });
  complain('');
}

async function submit(onSend) {
  if (sending) {
    return;
  }
  const text = message.value.trim();
  complain(objection(text) ?? '');
  if (error.textContent) {
    return;
  }
  sending = true;
  send.setAttribute('aria-disabled', 'true');
  const images = attachments.ids;
  try {
    await onSend({ message: text, images, mode: form.elements.mode.value });
    settle(text, images);
  } catch (failure) {
    complain(sentenceFor(failure));
  } finally {
    sending = false;
    send.removeAttribute('aria-disabled');
  }
}

/** Removes the sent text and pictures, and keeps those that were typed or added meanwhile. */
function settle(text, images) {
  const typed = message.value.trimStart();
  if (typed.startsWith(text)) {
    message.value = typed.slice(text.length).trimStart();
  }
  attachments.drop(images);
  keepDraft({ text: message.value, images: attachments.ids });
  complain('');
}

function objection(text) {
  // Without its cookie the page would be another student's at each request, and never see the answer.
  if (!navigator.cookieEnabled) {
    return say('composer.cookies');
  }
  if (!text) {
    return attachments.ids.length ? say('composer.about-picture') : say('composer.nothing');
  }
  if (new TextEncoder().encode(text).length > LONGEST) {
    return say('composer.too-long');
  }
  return attachments.objection;
}
