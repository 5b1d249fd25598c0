import { random, type SplitName, toTable } from '@equipoise/core';

import { mapSplits } from '../map-splits.ts';
import { dataFile } from '../parse/data-file.ts';
import { readMnistDigits } from '../parse/mnist-digits.ts';
import { randomParts } from '../splits/random-parts.ts';
import type { TableRows } from '../table/build-dataset.ts';
import { composePairs, type Pairs } from './compose-pairs.ts';

/** What decides the images. */
export interface MultiMnistOptions {
  /** The data set. */
  readonly name: string;
  /** Deals the digits, and pairs them. */
  readonly seed: number;
  /** Keeps at most this many training images. */
  readonly size?: number | undefined;
}

/**
 * The images of `multi-mnist` as tables, with columns of labels that are made of the two digits beside the classes `left` and `right`.
 *
 * @param options - Which images.
 * @param columnsOf - The further columns.
 * @throws {@link @equipoise/core!DataError} when the file of digits is missing or unreadable.
 */
export async function multiMnistSplits(
  { name, seed, size }: MultiMnistOptions,
  columnsOf: (pairs: Pairs['pairs']) => Readonly<Record<string, readonly unknown[]>>,
): Promise<Readonly<Record<SplitName, TableRows>>> {
  const digits = await readMnistDigits(name, dataFile(name, 'mnist-10k.bin.gz'));
  const stream = random(seed);
  const parts = randomParts(digits.labels.length, [2000, 1000], stream.fork('split'));
  const [test = none, validation = none, train = none] = parts;
  const pairings = {
    train: { members: train, ...(size !== undefined && { size }), stream: stream.fork('train pairs') },
    validation: { members: validation, stream: stream.fork('validation pairs') },
    test: { members: test, stream: stream.fork('test pairs') },
  };
  return mapSplits(pairings, (pairing) => {
    const { image, left, right, pairs } = composePairs(digits, digits, pairing);
    return { table: toTable(name, { image, left, right, ...columnsOf(pairs) }), rows: Uint32Array.from(image.keys()) };
  });
}

const none = new Uint32Array(0);
