import { readGzip } from './read-file.ts';
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
 * Reads the first 10,000 training images of MNIST: 784 bytes each, all zeros first, then all ones, and so on, compressed by gzip.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @throws {@link @equipoise/core!DataError} when the file is missing, is not compressed by gzip, or has another number of digits.
 */
export async function readMnistDigits(owner: string, path: string): Promise<Digits> {
  const pixels = await readGzip(owner, path);
  const expected = countOfDigit.reduce((total, own) => total + own, 0);
  expectCount(`${owner}: ${path}`, { received: pixels.length / pixelsInDigit, expected });
  return {
    pixels,
    labels: Uint8Array.from(countOfDigit.flatMap((count, digit) => new Array<number>(count).fill(digit))),
  };
}

/**
 * The images one by one.
 *
 * @param digits - The images.
 */
export function digitImages({ pixels, labels }: Digits): readonly Uint8Array[] {
  return Array.from(labels, (_, index) => pixels.subarray(index * pixelsInDigit, (index + 1) * pixelsInDigit));
}
