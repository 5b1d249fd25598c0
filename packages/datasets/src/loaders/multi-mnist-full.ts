import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { mnistFiles } from '../readers/mnist-files.ts';
import { readPairs } from '../readers/mnist-pairs.ts';
import { mnistCitation, mnistDigests, mnistMirrors } from '../readers/mnist-sources.ts';

const card: DatasetCard = {
  name: 'multi-mnist-full',
  title: 'MultiMNIST (all of MNIST)',
  modality: 'image',
  arrival: 'download',
  examples: 70_000,
  tasks: [
    { name: 'left', kind: 'multiclass', meaning: 'the digit on the left, one of 10' },
    { name: 'right', kind: 'multiclass', meaning: 'the digit on the right, one of 10' },
  ],
  split:
    'the published test file (10,000 images); of the other 60,000, a tenth at random for validation; images are dealt before they are paired',
  licence: 'CC BY-SA 3.0',
  source: 'http://yann.lecun.com/exdb/mnist',
  citation: 'O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018. ' + mnistCitation,
  description: 'Two overlapping handwritten digits in an image of 28 × 28 pixels, from all 70,000 digits.',
  caution: 'The pairs depend on the seed; the original drew them without one.',
  files: [...mnistFiles('train', mnistMirrors, mnistDigests), ...mnistFiles('t10k', mnistMirrors, mnistDigests)],
};

/** MultiMNIST of all of MNIST, as Sener and Koltun compose it. */
export const multiMnistFull: DatasetEntry = defineDataset(card, (options, file) =>
  readPairs({ ...options, name: card.name, file, left: { classes: 'digits' }, right: { classes: 'digits' } }),
);
