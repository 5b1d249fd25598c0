import {
  angleWithin11,
  angleWithin22,
  angleWithin30,
  cosineDistance,
  denseRegression,
  meanAngle,
  medianAngle,
  segmentation,
} from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildScenes } from '../image/build-scenes.ts';
import { npyStore } from '../image/npy-store.ts';
import { readScenes } from '../image/read-scenes.ts';

const classes = [
  'bed',
  'books',
  'ceiling',
  'chair',
  'floor',
  'furniture',
  'objects',
  'picture',
  'sofa',
  'table',
  'tv',
  'wall',
  'window',
];
const size = { height: 72, width: 96 };

const card: DatasetCard = {
  name: 'nyuv2',
  title: 'NYUv2',
  modality: 'image',
  arrival: 'download',
  examples: 1449,
  tasks: [
    {
      name: 'label',
      kind: 'segmentation',
      meaning: 'one of 13 classes for each pixel; unlabelled pixels count for nothing',
    },
    {
      name: 'depth',
      kind: 'dense-regression',
      meaning: 'metres from the camera; pixels of 0 were not measured and count for nothing',
    },
    {
      name: 'normal',
      kind: 'dense-regression',
      meaning: 'the surface normal, a direction (x, y, z); pixels of zeros have none and count for nothing',
    },
  ],
  split: 'the published 654 images for testing; of the other 795, a tenth at random for validation',
  licence: 'none stated; the authors ask for a citation',
  source:
    'https://github.com/lorenmt/mtan, as prepared for MTAN; the original: https://cs.nyu.edu/~fergus/datasets/nyu_depth_v2.html',
  citation:
    'N. Silberman, D. Hoiem, P. Kohli, R. Fergus. Indoor Segmentation and Support Inference from RGBD Images. ECCV 2012. S. Liu, E. Johns, A. J. Davison. ' +
    'End-to-End Multi-Task Learning with Attention. CVPR 2019.',
  description:
    'Photographs of rooms, shrunk from 288 × 384 to 72 × 96 pixels: the class, the depth and the surface normal of each pixel. The canonical three dense tasks of ' +
    'multi-task learning.',
  caution:
    'Published figures are of 288 × 384 pixels: those of a quarter of the size are not to be compared with them. Neighbouring frames of a video may be on both sides of the ' +
    'random split. The loader is tested on made-up files of the published layout only, not on the original, whose digest is not published: it is that of the first download.',
  files: [
    {
      path: 'nyuv2.zip',
      urls: ['https://www.dropbox.com/s/p2nn02wijg7peiy/nyuv2.zip?dl=1'],
      unpacked: ['train', 'val'],
    },
  ],
};

/** NYUv2: the class, the depth and the surface normal of each pixel of a room. */
export const nyuv2: DatasetEntry = defineDataset(card, async ({ seed, size: most }, file) => {
  const { name } = card;
  const store = npyStore(name, file('nyuv2.zip'));
  const splits = await readScenes({ name, store, labels: { label: 1, depth: 1, normal: 3 }, size, most, seed });
  const metrics = [meanAngle(), medianAngle(), angleWithin11(), angleWithin22(), angleWithin30()];
  return buildScenes(name, splits, size, {
    label: segmentation({ classes, ...size }),
    depth: denseRegression({ ...size, missing: 'zero' }),
    normal: denseRegression({ ...size, missing: 'zero', targets: ['x', 'y', 'z'], loss: cosineDistance(), metrics }),
  });
});
