import { denseRegression, segmentation } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildScenes } from '../image/build-scenes.ts';
import { npyStore } from '../image/npy-store.ts';
import { readScenes } from '../image/read-scenes.ts';

const classes = ['flat', 'construction', 'object', 'nature', 'sky', 'human', 'vehicle'];
const size = { height: 64, width: 128 };

const card: DatasetCard = {
  name: 'cityscapes',
  title: 'Cityscapes',
  modality: 'image',
  arrival: 'folder',
  examples: 3475,
  tasks: [
    {
      name: 'label',
      kind: 'segmentation',
      meaning: 'one of 7 groups of classes for each pixel; the others count for nothing',
    },
    {
      name: 'depth',
      kind: 'dense-regression',
      meaning: 'inverse depth: the disparity of two cameras, from 0 to 1; pixels of 0 have none and count for nothing',
    },
  ],
  split: 'the published 500 images for testing; of the other 2,975, a tenth at random for validation',
  licence: 'Cityscapes: non-commercial, after registration',
  source:
    'https://www.cityscapes-dataset.com, as prepared for MTAN (https://github.com/lorenmt/mtan) or LibMTL: folders train and val, each with image, label and depth',
  citation:
    'M. Cordts et al. The Cityscapes Dataset for Semantic Urban Scene Understanding. CVPR 2016. S. Liu, E. Johns, A. J. Davison. End-to-End Multi-Task Learning with ' +
    'Attention. CVPR 2019.',
  description:
    'Frames of videos from driving cars in German cities, shrunk from 128 × 256 (or 256 × 512) to 64 × 128 pixels: the class and the inverse depth of each pixel.',
  caution:
    'Published figures are of 128 × 256 pixels: those of half the size are not to be compared with them. The classes are named by the order of the groups in ' +
    'the original. Frames of a city may be on both sides of the random split. The loader is tested on made-up files of the published layout only, not on the original.',
  files: ['train', 'val'].map((path) => ({ path, urls: [] })),
};

/** Cityscapes: the class and the inverse depth of each pixel of a street. */
export const cityscapes: DatasetEntry = defineDataset(card, async ({ seed, size: most }, file) => {
  const { name } = card;
  const store = npyStore(name, file('train'));
  const splits = await readScenes({ name, store, labels: { label: 1, depth: 1 }, size, most, seed });
  return buildScenes(name, splits, size, {
    label: segmentation({ classes, ...size }),
    depth: denseRegression({ ...size, missing: 'zero' }),
  });
});
