import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { digitColumns, digitTargets, digitTasks } from '../image/digit-attributes.ts';
import { mnistScale } from '../image/mnist-scale.ts';
import { mnistFiles } from '../readers/mnist-files.ts';
import { readMnistLike } from '../readers/mnist-like.ts';
import { mnistCitation, mnistDigests, mnistMirrors } from '../readers/mnist-sources.ts';

const card: DatasetCard = {
  name: 'mnist',
  title: 'MNIST',
  modality: 'image',
  arrival: 'download',
  examples: 70_000,
  tasks: digitTasks,
  split: 'the published test file (10,000 images); of the other 60,000, a tenth at random for validation',
  licence: 'CC BY-SA 3.0',
  source: 'http://yann.lecun.com/exdb/mnist',
  citation: mnistCitation,
  description: 'Handwritten digits of 28 × 28 pixels, and three attributes that the digit decides.',
  caution:
    'Loops are those of the digit, not of how it was written: a 4 may be open. The licence is share-alike: never in a package.',
  files: [...mnistFiles('train', mnistMirrors, mnistDigests), ...mnistFiles('t10k', mnistMirrors, mnistDigests)],
};

/** MNIST: handwritten digits and attributes of them. */
export const mnist: DatasetEntry = defineDataset(card, (options, file) =>
  readMnistLike({ ...options, name: card.name, file, scale: mnistScale, columns: digitColumns, targets: digitTargets }),
);
