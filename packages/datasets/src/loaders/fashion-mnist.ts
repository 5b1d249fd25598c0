import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { garmentColumns, garmentScale, garmentTargets, garmentTasks } from '../image/garments.ts';
import { mnistFiles } from '../readers/mnist-files.ts';
import { readMnistLike } from '../readers/mnist-like.ts';
import { fashionCitation, fashionDigests, fashionMirrors } from '../readers/mnist-sources.ts';

const card: DatasetCard = {
  name: 'fashion-mnist',
  title: 'Fashion-MNIST',
  modality: 'image',
  arrival: 'download',
  examples: 70_000,
  tasks: garmentTasks,
  split: 'the published test file (10,000 images); of the other 60,000, a tenth at random for validation',
  licence: 'MIT',
  source: 'https://github.com/zalandoresearch/fashion-mnist',
  citation: fashionCitation,
  description: 'Garments of 28 × 28 pixels in grey: which one, and which group it is of (Y. Seo, K. Shin 2019).',
  caution: 'The group follows from the garment: a coarse and a fine task.',
  files: [
    ...mnistFiles('train', fashionMirrors, fashionDigests),
    ...mnistFiles('t10k', fashionMirrors, fashionDigests),
  ],
};

/** Fashion-MNIST: garments and their groups. */
export const fashionMnist: DatasetEntry = defineDataset(card, (options, file) =>
  readMnistLike({
    ...options,
    name: card.name,
    file,
    scale: garmentScale,
    columns: garmentColumns,
    targets: garmentTargets,
  }),
);
