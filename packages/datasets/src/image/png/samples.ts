import { passesOf } from './passes.ts';
import type { PngHeader } from './png-file.ts';
import { unfilter } from './unfilter.ts';

/**
 * The samples of all pixels, row by row, as the file has them: up to 2^depth − 1 each.
 *
 * @param header - The image.
 * @param bytes - Its pixels, no longer compressed; their filters are undone in place.
 * @throws Error when they are damaged.
 */
export function samplesOf(header: PngHeader, bytes: Uint8Array): Uint8Array | Uint16Array {
  const { width, height, depth, samples } = header;
  const values = new (depth === 16 ? Uint16Array : Uint8Array)(width * height * samples);
  const pixelBytes = Math.max(1, (samples * depth) / 8);
  let at = 0;
  for (const { from, step, size, rowBytes } of passesOf(header)) {
    const [rows, columns] = size;
    unfilter(bytes.subarray(at, at + rows * (rowBytes + 1)), rowBytes, pixelBytes);
    for (let row = 0; row < rows; row += 1) {
      at += 1;
      for (let index = 0; index < columns * samples; index += 1) {
        const column = from[1] + Math.floor(index / samples) * step[1];
        const to = ((from[0] + row * step[0]) * width + column) * samples + (index % samples);
        values[to] = sampleAt(bytes, at, index, depth);
      }
      at += rowBytes;
    }
  }
  return values;
}

function sampleAt(bytes: Uint8Array, row: number, index: number, depth: number): number {
  if (depth === 8) return bytes[row + index] ?? 0;
  if (depth === 16) return ((bytes[row + 2 * index] ?? 0) << 8) | (bytes[row + 2 * index + 1] ?? 0);
  const bit = index * depth;
  return ((bytes[row + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}
