import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { mnistFiles } from '../readers/mnist-files.ts';
import { readPairs } from '../readers/mnist-pairs.ts';
import {
  fashionCitation,
  fashionDigests,
  fashionMirrors,
  mnistCitation,
  mnistDigests,
  mnistMirrors,
} from '../readers/mnist-sources.ts';

const card: DatasetCard = {
  name: 'multi-fashion-mnist',
  title: 'MultiFashion and MNIST',
  modality: 'image',
  arrival: 'download',
  examples: 70_000,
  tasks: [
    { name: 'left', kind: 'multiclass', meaning: 'the digit on the left, one of 10' },
    { name: 'right', kind: 'multiclass', meaning: 'the garment on the right, one of 10' },
  ],
  split:
    'the published test file (10,000 images); of the other 60,000, a tenth at random for validation; images are dealt before they are paired',
  licence: 'CC BY-SA 3.0 (MNIST), MIT (Fashion-MNIST)',
  source: 'http://yann.lecun.com/exdb/mnist, https://github.com/zalandoresearch/fashion-mnist',
  citation:
    'O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018. ' +
    `${mnistCitation} ${fashionCitation}`,
  description:
    'A digit of MNIST on the left and a garment of Fashion-MNIST on the right, overlapping in an image of 28 × 28 pixels, composed as MultiMNIST is.',
  caution: 'Not the files of Pareto MTL (X. Lin et al., NeurIPS 2019), which are images of 36 × 36 pixels.',
  files: (['train', 't10k'] as const).flatMap((part) => [
    ...mnistFiles(part, mnistMirrors, mnistDigests, 'mnist/'),
    ...mnistFiles(part, fashionMirrors, fashionDigests, 'fashion-mnist/'),
  ]),
};

/** A digit and a garment that overlap, composed as MultiMNIST is. */
export const multiFashionMnist: DatasetEntry = defineDataset(card, (options, file) =>
  readPairs({
    ...options,
    name: card.name,
    file,
    left: { classes: 'digits', folder: 'mnist/' },
    right: { classes: 'garments', folder: 'fashion-mnist/' },
  }),
);
