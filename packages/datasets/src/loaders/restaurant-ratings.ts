import { random } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import type { AllSplits } from '../map-splits.ts';
import { plainFile } from '../readers/plain-file.ts';
import { leaveOneOut } from '../splits/leave-one-out.ts';
import { joined } from '../table/joined.ts';
import { namedCodes } from '../table/named-codes.ts';
import { textsIn } from '../table/texts-in.ts';
import { withColumns } from '../table/with-columns.ts';

const repository =
  'https://raw.githubusercontent.com/KentonParton/Recommendation-on-correlation/8454fbbd59c4c2781b7e3edbc72b1202d1ea12df';
const ratings = { 0: 'low', 1: 'middle', 2: 'high' };

const card: DatasetCard = {
  name: 'restaurant-ratings',
  title: 'Restaurant and consumer data',
  modality: 'tabular',
  arrival: 'download',
  examples: 1161,
  tasks: [
    { name: 'rating', kind: 'multiclass', meaning: 'of the visit: low, middle or high' },
    { name: 'food', kind: 'multiclass', meaning: 'of the food: low, middle or high' },
    { name: 'service', kind: 'multiclass', meaning: 'of the service: low, middle or high' },
  ],
  split:
    'one visit of each of the 138 consumers, at random, for the test, another for validation, the other 885 for training',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/232/restaurant+consumer+data',
  citation:
    'B. Vargas-Govea, G. González-Serna, R. Ponce-Medellín. Effects of relevant contextual features in the performance of a restaurant recommender system. CARS 2011. ' +
    'https://doi.org/10.24432/C5DP41',
  description:
    'Three ratings of each visit to 130 restaurants in Mexico, with who visited which restaurant, and of the restaurant its cuisine, drinks, smoking, dress, access, price, ambience, whether it is one of a chain, ' +
    'and what else it offers.',
  caution:
    'Consumers of the test are known from training, as in a recommender system that is in use; it is small, so differences between models are mostly chance.',
  files: [
    plainFile({
      path: 'rating_final.csv.gz',
      urls: [`${repository}/rating_final.csv`],
      bytes: 22_107,
      sha256: '87783b34f497a45eb37d58a2912e28badfafd208d048c343d57da466af0fe50b',
    }),
    plainFile({
      path: 'places.csv.gz',
      urls: [`${repository}/places.csv`],
      bytes: 30_248,
      sha256: 'b92bbd60eb0660d6580e0a0c945dd5668ba8d39eef7959997e34ee0eb9912220',
    }),
    plainFile({
      path: 'cuisine.csv.gz',
      urls: [`${repository}/cuisine.csv`],
      bytes: 15_214,
      sha256: '70fb1c59250039f00792b49d1c38e64c424935288f10564c463797dc828d533a',
    }),
  ],
};

const traits = [
  'alcohol',
  'smoking_area',
  'dress_code',
  'accessibility',
  'price',
  'Rambience',
  'franchise',
  'area',
  'other_services',
];

/** Ratings of restaurants: of the visit, the food and the service. */
export const restaurantRatings: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const visits = await readCsv(file('rating_final.csv.gz'));
  const places = await readCsv(file('places.csv.gz'), { encoding: 'latin1' });
  const cuisines = await readCsv(file('cuisine.csv.gz'));
  const where = `${name}: ${file('rating_final.csv.gz')}`;
  const rated = (column: string): (string | null)[] => namedCodes(where, visits, column, ratings);
  const classes = Object.values(ratings);
  const dataset = fromTable({
    name,
    seed,
    size,
    table: withColumns(name, visits, {
      ...joined(name, { table: visits, by: 'placeID', other: places, columns: traits }),
      // A restaurant may have several cuisines, and 35 have none: the first counts.
      ...joined(name, { table: visits, by: 'placeID', other: cuisines, columns: ['Rcuisine'], lacking: 'unknown' }),
      place: textsIn(visits, 'placeID'),
      rating: rated('rating'),
      food: rated('food_rating'),
      service: rated('service_rating'),
      split: leaveOneOut(textsIn(visits, 'userID'), random(seed).fork('visits')),
    }),
    split: { given: 'split' },
    inputs: {
      userID: 'categorical',
      place: 'categorical',
      Rcuisine: 'categorical',
      ...Object.fromEntries(traits.map((column) => [column, 'categorical'])),
    },
    targets: {
      rating: { kind: 'multiclass', classes },
      food: { kind: 'multiclass', classes },
      service: { kind: 'multiclass', classes },
    },
  });
  return { ...dataset, splits: dataset.splits as AllSplits };
});
