import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { omniglotCitation, omniglotTasks, readOmniglot } from '../readers/omniglot-files.ts';

const repository = 'https://github.com/brendenlake/omniglot/raw/master/python';

const card: DatasetCard = {
  name: 'omniglot-small1',
  title: 'Omniglot, 5 alphabets',
  modality: 'image',
  arrival: 'download',
  examples: 2_720,
  tasks: omniglotTasks,
  split:
    'at random: 70 % training, 10 % validation, 20 % test images; every character and every person is in all of them',
  licence: 'MIT',
  source: 'https://github.com/brendenlake/omniglot',
  citation: omniglotCitation,
  description:
    '136 characters of 5 alphabets, each drawn by 20 persons, shrunk to 28 × 28 pixels, ink bright on black: the small set that the authors offer.',
  caution: 'Person 1 of one alphabet need not be person 1 of another.',
  files: [
    {
      path: 'images_background_small1.zip',
      urls: [`${repository}/images_background_small1.zip`],
      bytes: 1_319_022,
      sha256: 'f38eb80f801274ac2b4dff5b24289016bfaba4a7d5bb50deebf27104ad6cb8a4',
    },
  ],
};

/** Omniglot, 5 alphabets: alphabet, character and who drew it. */
export const omniglotSmall1: DatasetEntry = defineDataset(card, (options, file) =>
  readOmniglot(card.name, [file('images_background_small1.zip')], options),
);
