import { read, unreachable } from './api.js';
import { address } from './address.js';

/** Milliseconds for a picture. A phone in a full classroom is slow. */
const TIMEOUT = 120_000;

/**
 * Uploads a picture. This call does not use `fetch`, which reports no upload progress.
 *
 * @param {Blob} file
 * @param {(percent: number) => void} onProgress
 * @param {AbortSignal} signal
 * @returns {Promise<string>} the picture's id
 * @throws {import('./api.js').Refusal} or an AbortError if the signal was aborted
 */
export function upload(file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('image', file, 'picture');
    request.open('POST', address('/ai/upload-image/'));
    request.setRequestHeader('Accept', 'application/json');
    request.timeout = TIMEOUT;
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((100 * loaded) / total));
    request.onload = () => {
      try {
        resolve(read(request.status, request.responseText, request.getResponseHeader('Retry-After')).data.image_id);
      } catch (refusal) {
        reject(refusal);
      }
    };
    request.onerror = request.ontimeout = () => reject(unreachable());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
