import { denseRegression, meanSquaredError, rmse } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages } from '../image/build-images.ts';
import { mnistScale, mnistSize } from '../image/mnist-scale.ts';
import { digitTasks, multiMnistCard, multiMnistSplits } from '../image/multi-mnist-splits.ts';
import { overlay } from '../image/overlay.ts';

const card: DatasetCard = {
  ...multiMnistCard,
  name: 'multi-mnist-reconstruction',
  title: 'MultiMNIST with four tasks',
  tasks: [
    ...digitTasks,
    { name: 'left-image', kind: 'dense-regression', meaning: 'the left digit by itself: each pixel from 0 to 1' },
    { name: 'right-image', kind: 'dense-regression', meaning: 'the right digit by itself: each pixel from 0 to 1' },
  ],
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner. Gradient-based learning applied to document recognition. Proceedings of the IEEE 1998. Four tasks: ' +
    'G. Gama et al. Uniform Loss vs. Specialized Optimization: A Comparative Analysis in Multi-Task Learning. 2025. https://arxiv.org/abs/2505.10347',
  description:
    'The images of multi-mnist: which digits they show, and a reconstruction of each without the other. Classification may forget where a digit is, reconstruction may not.',
};

const classes = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Two overlapping handwritten digits, to be classified and to be reconstructed apart. */
export const multiMnistReconstruction: DatasetEntry = defineDataset(card, async ({ seed, size }) => {
  const { name } = card;
  const none = new Uint8Array(mnistSize.height * mnistSize.width);
  const splits = await multiMnistSplits({ name, seed, size }, (pairs) => ({
    'left-image': pairs.map(([left]) => drawn(overlay(left, none))),
    'right-image': pairs.map(([, right]) => drawn(overlay(none, right))),
  }));
  const kind = denseRegression({ ...mnistSize, loss: meanSquaredError(), metrics: [rmse()] });
  return buildImages({
    name,
    size: mnistSize,
    scale: mnistScale,
    splits,
    targets: { left: { kind: 'multiclass', classes }, right: { kind: 'multiclass', classes } },
    lists: { 'left-image': { kind }, 'right-image': { kind } },
  });
});

function drawn(pixels: Uint8Array): Float32Array {
  return Float32Array.from(pixels, (value) => value / 255);
}
