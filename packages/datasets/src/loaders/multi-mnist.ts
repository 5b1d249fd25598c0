import { accuracy, imageInput, macroF1, multiclass, preprocessing, type Split, type Task } from '@equipoise/core';

import type { DatasetCard, DatasetEntry, LoadedDataset, LoadOptions } from '../card.ts';
import type { Pairs } from '../image/compose-pairs.ts';
import { mnistScale, mnistSize } from '../image/mnist-scale.ts';
import { digitTasks, multiMnistCard, multiMnistPairs } from '../image/multi-mnist-splits.ts';
import { completeLoadOptions } from '../load-options.ts';
import { mapSplits } from '../map-splits.ts';

const card: DatasetCard = {
  ...multiMnistCard,
  name: 'multi-mnist',
  title: 'MultiMNIST',
  tasks: digitTasks,
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner. Gradient-based learning applied to document recognition. Proceedings of the ' +
    'IEEE 1998. Two digits in one image: O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.',
  description:
    'Two overlapping handwritten digits in an image of 28 × 28 pixels; which one is on the left, which one on the right?',
};

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
 * Reads and composes MultiMNIST: see {@link multiMnistPairs}.
 *
 * @param options - Seed and size.
 * @param path - The file of digits; this package's own when left out.
 * @throws {@link @equipoise/core!DataError} when a file is missing, unreadable or not what was expected.
 */
export async function loadMultiMnist(options: LoadOptions = {}, path?: string): Promise<LoadedDataset> {
  const pairs = await multiMnistPairs({ name: card.name, ...completeLoadOptions(card.name, options), path });
  return {
    name: card.name,
    card,
    inputs: { image: pixels.spec },
    tasks,
    splits: mapSplits(pairs, encode),
    preprocessing: encoder,
  };
}

function encode({ image, left, right }: Pairs): Split {
  return {
    size: image.length,
    inputs: encoder.encode({ image }, card.name).inputs,
    labels: { left: { values: left }, right: { values: right } },
  };
}
