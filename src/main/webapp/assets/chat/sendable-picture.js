import { Objection } from '../ui/objection.js';
import { say } from '../ui/language.js';

const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** Bytes that the server accepts. */
const LARGEST = 5 * 1024 * 1024;

/** Pixels of the longer side of a picture that is drawn again. Small print of a photographed page stays readable. */
const LONGEST_SIDE = 2400;

const QUALITY = 0.85;

/**
 * Makes a picture that the server accepts. One that is too large, or of another format that this browser can show, is
 * drawn again as a smaller JPEG.
 *
 * @param {File} file
 * @returns {Promise<Blob>}
 * @throws {Objection} if this browser cannot show it
 */
export async function sendable(file) {
  const known = !file.type || TYPES.includes(file.type);
  if (known && file.size <= LARGEST) {
    return file;
  }
  const smaller = await redrawn(file).catch(() => null);
  if (!smaller || smaller.size > LARGEST) {
    throw new Objection(known ? say('picture.too-large') : say('picture.wrong-type'));
  }
  return smaller;
}

async function redrawn(file) {
  const bitmap = await createImageBitmap(file);
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const pen = canvas.getContext('2d');
    // A JPEG has no transparent pixels.
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  } finally {
    bitmap.close();
  }
}
