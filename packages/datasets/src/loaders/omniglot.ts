import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { omniglotCitation, omniglotTasks, readOmniglot } from '../readers/omniglot-files.ts';

const repository = 'https://github.com/brendenlake/omniglot/raw/master/python';

const card: DatasetCard = {
  name: 'omniglot',
  title: 'Omniglot',
  modality: 'image',
  arrival: 'download',
  examples: 32_460,
  tasks: omniglotTasks,
  split:
    'at random: 70 % training, 10 % validation, 20 % test images; every character and every person is in all of them',
  licence: 'MIT',
  source: 'https://github.com/brendenlake/omniglot',
  citation: omniglotCitation,
  description:
    '1,623 characters of 50 alphabets, each drawn by 20 persons, shrunk to 28 × 28 pixels, ink bright on black.',
  caution:
    'The published split is by alphabet, for learning new characters from few drawings; here all tasks are classes that training has seen. The loader was run on images_background_small1.zip, not on these archives.',
  files: [
    {
      path: 'images_background.zip',
      urls: [`${repository}/images_background.zip`],
      bytes: 9_464_212,
      sha256: 'ad41ab679c8b5d90b271ef46be6987cc81211774a695c29dcc5367b2b26ee640',
    },
    {
      path: 'images_evaluation.zip',
      urls: [`${repository}/images_evaluation.zip`],
      bytes: 6_462_886,
      sha256: '1f61a8f3366785b057fc117d9228e78a16e3d976c8953b2a10fcc74cf0609cee',
    },
  ],
};

/** Omniglot: alphabet, character and who drew it. */
export const omniglot: DatasetEntry = defineDataset(card, (options, file) =>
  readOmniglot(
    card.name,
    ['images_background.zip', 'images_evaluation.zip'].map((path) => file(path)),
    options,
  ),
);
