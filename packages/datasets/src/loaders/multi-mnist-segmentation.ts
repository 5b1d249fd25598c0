import { segmentation } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages } from '../image/build-images.ts';
import { mnistScale, mnistSize } from '../image/mnist-scale.ts';
import { digitTasks, multiMnistCard, multiMnistSplits } from '../image/multi-mnist-splits.ts';
import { overlayMask } from '../image/overlay-mask.ts';

const card: DatasetCard = {
  ...multiMnistCard,
  name: 'multi-mnist-segmentation',
  title: 'MultiMNIST with masks',
  tasks: [
    ...digitTasks,
    { name: 'mask', kind: 'segmentation', meaning: 'of each pixel: ground, left digit, right digit, or both' },
  ],
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner. Gradient-based learning applied to document recognition. Proceedings of the IEEE 1998. Two digits ' +
    'in one image: O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.',
  description:
    'The images of multi-mnist, and to which of the two digits each pixel belongs: tasks of the whole image beside one of each pixel.',
  caution: 'A pixel belongs to a digit when it is at least half as bright as the brightest.',
};

const classes = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Two overlapping handwritten digits, and which pixel is of which. */
export const multiMnistSegmentation: DatasetEntry = defineDataset(card, async ({ seed, size }) => {
  const { name } = card;
  const splits = await multiMnistSplits({ name, seed, size }, (pairs) => ({
    mask: pairs.map(([left, right]) => overlayMask(left, right)),
  }));
  return buildImages({
    name,
    size: mnistSize,
    scale: mnistScale,
    splits,
    targets: { left: { kind: 'multiclass', classes }, right: { kind: 'multiclass', classes } },
    lists: { mask: { kind: segmentation({ classes: ['ground', 'left', 'right', 'both'], ...mnistSize }) } },
  });
});
