import { nodeProcess } from '../../parse/node-process.ts';
import type { DecodeOptions } from '../decode-options.ts';
import type { ImagePixels } from '../image-pixels.ts';
import { checkPixels } from '../max-pixels.ts';
import { passesOf } from './passes.ts';
import { type PngFile, readPng } from './png-file.ts';
import { samplesOf } from './samples.ts';

/**
 * Decodes a PNG image of any colour type and depth, interlaced or not. Samples of 16 bits are cut to 8, those of fewer are stretched to 0…255.
 * Colours of a palette become RGB; transparency becomes alpha. Gamma and colour profiles are not applied.
 *
 * @param bytes - The file.
 * @param options - What is accepted, and whether indices are kept.
 * @throws Error when it is cut or damaged, or too large.
 * @see https://www.w3.org/TR/png-3/
 */
export function decodePng(bytes: Uint8Array, options: DecodeOptions): ImagePixels {
  const { crc32, inflateSync } = nodeProcess('decodeImage').getBuiltinModule('node:zlib');
  const file = readPng(bytes, crc32);
  checkPixels(file, options);
  const expected = passesOf(file).reduce((sum, { size, rowBytes }) => sum + size[0] * (rowBytes + 1), 0);
  const inflated = inflateSync(Buffer.concat(file.data), { maxOutputLength: expected });
  if (inflated.length !== expected) throw new Error('it has fewer pixels than its header says');
  const samples = samplesOf(file, inflated);
  const { width, height } = file;
  if (options.indices) return { width, height, data: Uint8Array.from(samples) };
  return { width, height, data: file.indexed ? coloured(file, samples) : levelled(file, samples) };
}

/** The colours of indices, with alpha where the palette has any. */
function coloured({ palette, transparency }: PngFile, indices: ArrayLike<number>): Uint8Array {
  const channels = transparency ? 4 : 3;
  const data = new Uint8Array(indices.length * channels);
  const colours = palette.length / 3;
  for (let pixel = 0; pixel < indices.length; pixel += 1) {
    const index = indices[pixel] ?? 0;
    if (index >= colours) throw new Error('it has a colour that is not in its palette');
    data.set(palette.subarray(index * 3, index * 3 + 3), pixel * channels);
    if (channels === 4) data[pixel * 4 + 3] = transparency?.[index] ?? 255;
  }
  return data;
}

/** Samples of 8 bits, with alpha where one colour is transparent. */
function levelled({ samples, depth, transparency }: PngFile, values: Uint8Array | Uint16Array): Uint8Array {
  if (!transparency && values instanceof Uint8Array && depth === 8) return values;
  const factor = 255 / (2 ** depth - 1);
  const eight = (value: number): number => (depth === 16 ? value >> 8 : value * factor);
  if (!transparency) {
    const data = new Uint8Array(values.length);
    for (let at = 0; at < values.length; at += 1) data[at] = eight(values[at] ?? 0);
    return data;
  }
  const clear = Array.from({ length: samples }, (_, at) => transparency.at(2 * at + 1)).map(
    (low, at) => (low ?? 0) + 256 * (transparency[2 * at] ?? 0),
  );
  const pixels = values.length / samples;
  const data = new Uint8Array(pixels * (samples + 1));
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const own = values.subarray(pixel * samples, (pixel + 1) * samples);
    own.forEach((value, at) => (data[pixel * (samples + 1) + at] = eight(value)));
    data[pixel * (samples + 1) + samples] = own.every((value, at) => value === clear[at]) ? 0 : 255;
  }
  return data;
}
