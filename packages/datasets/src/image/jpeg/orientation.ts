import type { ImagePixels } from '../image-pixels.ts';
import { markersOf } from './markers.ts';

const orientationTag = 0x0112;

/**
 * How a camera was held, as Exif says it: 1 (upright) to 8.
 *
 * @param bytes - A JPEG file.
 * @returns 1 where it is not said.
 * @see https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf
 */
export function orientationOf(bytes: Uint8Array): number {
  for (const { code, content } of markersOf(bytes)) {
    if (code !== 0xe1 || content.byteLength < 14 || content.getUint32(0) !== 0x45786966) continue; // Exif
    const little = content.getUint16(6) === 0x4949;
    const directory = 6 + content.getUint32(10, little);
    if (directory + 2 > content.byteLength) continue;
    const entries = content.getUint16(directory, little);
    for (
      let entry = directory + 2;
      entry + 12 <= Math.min(content.byteLength, directory + 2 + 12 * entries);
      entry += 12
    ) {
      if (content.getUint16(entry, little) !== orientationTag) continue;
      const value = content.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  }
  return 1;
}

/**
 * Turns an image upright.
 *
 * @param image - The image as the camera wrote it.
 * @param orientation - How it was held.
 */
export function upright(image: ImagePixels, orientation: number): ImagePixels {
  if (orientation === 1) return image;
  const channels = image.data.length / (image.width * image.height);
  const isTurned = orientation > 4;
  const [width, height] = isTurned ? [image.height, image.width] : [image.width, image.height];
  const flipsRows = [3, 4, 7, 8].includes(orientation);
  const flipsColumns = [2, 3, 6, 7].includes(orientation);
  const data = new Uint8Array(image.data.length);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const place = isTurned ? [column, row] : [row, column];
      const [fromRow = 0, fromColumn = 0] = place;
      const across = isTurned ? flipsRows : flipsColumns;
      const down = isTurned ? flipsColumns : flipsRows;
      const sourceRow = down ? image.height - 1 - fromRow : fromRow;
      const sourceColumn = across ? image.width - 1 - fromColumn : fromColumn;
      const from = (sourceRow * image.width + sourceColumn) * channels;
      const to = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel += 1) data[to + channel] = image.data[from + channel] ?? 0;
    }
  }
  return { width, height, data };
}
