import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { mnistFiles } from '../readers/mnist-files.ts';
import { readPairs } from '../readers/mnist-pairs.ts';
import { fashionCitation, fashionDigests, fashionMirrors } from '../readers/mnist-sources.ts';

const card: DatasetCard = {
  name: 'multi-fashion',
  title: 'MultiFashion',
  modality: 'image',
  arrival: 'download',
  examples: 70_000,
  tasks: [
    { name: 'left', kind: 'multiclass', meaning: 'the garment on the left, one of 10' },
    { name: 'right', kind: 'multiclass', meaning: 'the garment on the right, one of 10' },
  ],
  split:
    'the published test file (10,000 images); of the other 60,000, a tenth at random for validation; images are dealt before they are paired',
  licence: 'MIT',
  source: 'https://github.com/zalandoresearch/fashion-mnist',
  citation:
    'O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018. ' + fashionCitation,
  description: 'Two overlapping garments of Fashion-MNIST in an image of 28 × 28 pixels, composed as MultiMNIST is.',
  caution: 'Not the files of Pareto MTL (X. Lin et al., NeurIPS 2019), which are images of 36 × 36 pixels.',
  files: [
    ...mnistFiles('train', fashionMirrors, fashionDigests),
    ...mnistFiles('t10k', fashionMirrors, fashionDigests),
  ],
};

/** Two overlapping garments, composed as MultiMNIST is. */
export const multiFashion: DatasetEntry = defineDataset(card, (options, file) =>
  readPairs({ ...options, name: card.name, file, left: { classes: 'garments' }, right: { classes: 'garments' } }),
);
