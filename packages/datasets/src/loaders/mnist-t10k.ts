import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { digitColumns, digitTargets, digitTasks } from '../image/digit-attributes.ts';
import { mnistScale } from '../image/mnist-scale.ts';
import { mnistFiles } from '../readers/mnist-files.ts';
import { readMnistTestFile } from '../readers/mnist-like.ts';
import { mnistCitation, mnistDigests, mnistMirrors } from '../readers/mnist-sources.ts';

const card: DatasetCard = {
  name: 'mnist-t10k',
  title: 'MNIST, the test file',
  modality: 'image',
  arrival: 'download',
  examples: 10_000,
  tasks: digitTasks,
  split: 'at random: 7,000 training, 1,000 validation and 2,000 test images',
  licence: 'CC BY-SA 3.0',
  source: 'http://yann.lecun.com/exdb/mnist',
  citation: mnistCitation,
  description:
    'The 10,000 images of the test file of MNIST, dealt anew: a small download for a first try. Digits of 28 × 28 pixels, and three attributes that the digit decides.',
  caution:
    'Results are not to be compared with those on the published split. The first 5,000 images are easier than the last.',
  files: mnistFiles('t10k', mnistMirrors, mnistDigests),
};

/** The test file of MNIST alone: a small download. */
export const mnistT10k: DatasetEntry = defineDataset(card, (options, file) =>
  readMnistTestFile({
    ...options,
    name: card.name,
    file,
    scale: mnistScale,
    columns: digitColumns,
    targets: digitTargets,
  }),
);
