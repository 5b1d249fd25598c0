import { random, toTable } from '@equipoise/core';

import type { LoadedDataset } from '../card.ts';
import { buildImages } from '../image/build-images.ts';
import { composePairs } from '../image/compose-pairs.ts';
import { garments } from '../image/garments.ts';
import { mnistScale, mnistSize } from '../image/mnist-scale.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import { mapSplits } from '../map-splits.ts';
import type { FindFile } from '../remote/find-files.ts';
import { randomParts } from '../splits/random-parts.ts';
import type { Digits } from '../parse/mnist-digits.ts';
import { type MnistPart, readMnistPart } from './mnist-files.ts';

/** Where the images of one side come from. */
export interface PairSide {
  /** What they show. */
  readonly classes: 'digits' | 'garments';
  /** The folder that the paths of the files begin with; none when left out. */
  readonly folder?: string;
}

/** Images of two things each, in the format of MNIST. */
export interface PairsOptions extends CompleteLoadOptions {
  /** The name of the data set. */
  readonly name: string;
  /** Finds the files. */
  readonly file: FindFile;
  /** What is on the left. */
  readonly left: PairSide;
  /** What is on the right. */
  readonly right: PairSide;
}

const names = { digits: Array.from({ length: 10 }, (_, digit) => String(digit)), garments };

/**
 * Reads images, and overlays each of the left side with one of the right side, of the same split, as MultiMNIST does.
 *
 * @param options - The data set.
 * @throws {@link @equipoise/core!DataError} when a file is missing, or not what it must be.
 */
export async function readPairs(options: PairsOptions): Promise<Omit<LoadedDataset, 'card'>> {
  const { name, file, seed, size, left, right } = options;
  const read = async (part: MnistPart): Promise<{ lefts: Digits; rights: Digits }> => {
    const lefts = await readMnistPart(name, file, part, left.folder);
    const isSame = left.classes === right.classes;
    return { lefts, rights: isSame ? lefts : await readMnistPart(name, file, part, right.folder) };
  };
  const [train, test] = [await read('train'), await read('t10k')];
  const stream = random(seed);
  const count = train.lefts.labels.length;
  const [validationRows = none, trainRows = none] = randomParts(count, [Math.round(count / 10)], stream.fork('split'));
  const testRows = Uint32Array.from(test.lefts.labels.keys());
  const splits = mapSplits(
    {
      train: { ...train, members: trainRows, size, stream: stream.fork('train pairs') },
      validation: { ...train, members: validationRows, stream: stream.fork('validation pairs') },
      test: { ...test, members: testRows, stream: stream.fork('test pairs') },
    },
    ({ lefts, rights, ...pairing }) => {
      const pairs = composePairs(lefts, rights, pairing);
      const table = toTable(name, {
        image: pairs.image,
        left: Array.from(pairs.left, (label) => names[left.classes][label]),
        right: Array.from(pairs.right, (label) => names[right.classes][label]),
      });
      return { table, rows: Uint32Array.from(pairs.image.keys()) };
    },
  );
  return buildImages({
    name,
    size: mnistSize,
    scale: mnistScale,
    splits,
    targets: {
      left: { kind: 'multiclass', classes: names[left.classes] },
      right: { kind: 'multiclass', classes: names[right.classes] },
    },
  });
}

const none = new Uint32Array(0);
