import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { garmentColumns, garmentScale, garmentTargets, garmentTasks } from '../image/garments.ts';
import { mnistFiles } from '../readers/mnist-files.ts';
import { readMnistTestFile } from '../readers/mnist-like.ts';
import { fashionCitation, fashionDigests, fashionMirrors } from '../readers/mnist-sources.ts';

const card: DatasetCard = {
  name: 'fashion-mnist-t10k',
  title: 'Fashion-MNIST, the test file',
  modality: 'image',
  arrival: 'download',
  examples: 10_000,
  tasks: garmentTasks,
  split: 'at random: 7,000 training, 1,000 validation and 2,000 test images',
  licence: 'MIT',
  source: 'https://github.com/zalandoresearch/fashion-mnist',
  citation: fashionCitation,
  description:
    'The 10,000 images of the test file of Fashion-MNIST, dealt anew: a small download for a first try. Garments of 28 × 28 pixels in grey: which one, and which group it is of.',
  caution: 'Results are not to be compared with those on the published split.',
  files: mnistFiles('t10k', fashionMirrors, fashionDigests),
};

/** The test file of Fashion-MNIST alone: a small download. */
export const fashionMnistT10k: DatasetEntry = defineDataset(card, (options, file) =>
  readMnistTestFile({
    ...options,
    name: card.name,
    file,
    scale: garmentScale,
    columns: garmentColumns,
    targets: garmentTargets,
  }),
);
