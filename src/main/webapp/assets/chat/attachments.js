import { announce } from '../ui/announcer.js';
import { element } from '../ui/elements.js';
import { say } from '../ui/language.js';
import { Objection } from '../ui/objection.js';
import { uploadInTurn } from '../server/upload-queue.js';
import { address } from '../server/address.js';
import { sendable } from './sendable-picture.js';

/** The server accepts this many pictures with a message. */
const MOST = 8;

/** The pictures that will go with the next message. Each is uploaded as soon as it is chosen. */
export class Attachments {
  #list;
  #button;
  #onChange;
  #complaint = element('p', { className: 'error' });
  #pictures = [];

  /**
   * @param {HTMLElement} list shows the pictures
   * @param {[HTMLInputElement, HTMLButtonElement][]} ways the file inputs, each with the button that opens it
   * @param {() => void} onChange called when a complaint about the pictures may no longer hold
   */
  constructor(list, ways, onChange) {
    this.#list = list;
    this.#button = ways[0][1];
    this.#onChange = onChange;
    this.#complaint.setAttribute('role', 'alert');
    list.before(this.#complaint);
    for (const [input, button] of ways) {
      button.addEventListener('click', () => input.click());
      input.addEventListener('change', () => {
        this.#addAll([...input.files]);
        input.value = '';
      });
    }
  }

  /**
   * Also accepts pictures that are pasted or dropped there. Office programs paste a picture of a text beside the text,
   * which they also paste as RTF. That is left to the text field.
   */
  takeFrom(area) {
    area.addEventListener('paste', (event) => {
      if (!event.clipboardData.types.includes('text/rtf')) {
        this.#take(event, event.clipboardData);
      }
    });
    area.addEventListener('dragover', (event) => {
      if (event.dataTransfer.types.includes('Files')) {
        event.preventDefault();
      }
    });
    area.addEventListener('drop', (event) => this.#take(event, event.dataTransfer));
  }

  #take(event, transfer) {
    if (transfer.files.length === 0) {
      return;
    }
    // Otherwise the browser would replace the page with the file.
    event.preventDefault();
    if (!document.querySelector('dialog[open]')) {
      this.#addAll([...transfer.files]);
    }
  }

  /** The ids of the uploaded pictures. */
  get ids() {
    return this.#pictures.filter((picture) => picture.id).map((picture) => picture.id);
  }

  /** The reason that the message cannot be sent yet, as a sentence; null if it can. */
  get objection() {
    if (this.#pictures.some((picture) => picture.uploading)) {
      return say('picture.on-its-way');
    }
    return this.#pictures.every((picture) => picture.id) ? null : say('picture.remove-failed');
  }

  clear() {
    [...this.#pictures].forEach((picture) => this.#drop(picture));
  }

  /** @param {string[]} ids the pictures that were sent */
  drop(ids) {
    this.#pictures.filter((picture) => ids.includes(picture.id)).forEach((picture) => this.#drop(picture));
  }

  /** Adds pictures that are on the server already. */
  putBack(ids) {
    for (const id of this.#fitting(ids.filter((it) => !this.ids.includes(it)))) {
      const picture = this.#show(say('turn.picture'), address(`/ai/image/${encodeURIComponent(id)}`));
      picture.id = id;
      picture.state.textContent = say('picture.ready');
    }
  }

  #addAll(files) {
    this.#fitting(files).forEach((file) => this.#upload(this.#show(file.name, URL.createObjectURL(file)), file));
  }

  /** The first of these that there is room for. Complains if any is left out. */
  #fitting(more) {
    const room = MOST - this.#pictures.length;
    this.#complaint.textContent = more.length > room ? say('picture.too-many', { most: MOST }) : '';
    return more.slice(0, room);
  }

  #show(name, address) {
    const picture = { uploading: false, address, abort: new AbortController() };
    picture.state = element('span', { className: 'state' });
    const preview = element('img', { src: address, alt: '', className: 'preview' });
    const remove = element('button', { type: 'button', textContent: say('picture.remove') });
    remove.setAttribute('aria-label', say('picture.remove-named', { name }));
    remove.addEventListener('click', () => {
      this.#drop(picture);
      this.#onChange();
      this.#button.focus();
    });
    picture.node = element(
      'li', { className: 'attachment' },
      preview, element('span', { className: 'name', textContent: name }), picture.state, remove);
    this.#pictures.push(picture);
    this.#list.append(picture.node);
    return picture;
  }

  async #upload(picture, file) {
    picture.uploading = true;
    picture.state.textContent = say('picture.waiting');
    const show = (percent) => (picture.state.textContent = say('picture.uploading', { percent }));
    try {
      picture.id = await uploadInTurn(await sendable(file), show, picture.abort.signal);
      picture.state.textContent = say('picture.ready');
      announce(say('picture.ready-named', { name: file.name }));
    } catch (failure) {
      if (picture.abort.signal.aborted) {
        return;
      }
      if (!(failure instanceof Objection)) {
        throw failure;
      }
      this.#fail(picture, failure.message);
    } finally {
      picture.uploading = false;
      this.#onChange();
    }
  }

  #fail(picture, sentence) {
    picture.node.classList.add('failed');
    picture.state.textContent = sentence;
    announce(sentence);
  }

  #drop(picture) {
    picture.abort.abort();
    URL.revokeObjectURL(picture.address);
    picture.node.remove();
    this.#complaint.textContent = '';
    this.#pictures = this.#pictures.filter((other) => other !== picture);
  }
}
