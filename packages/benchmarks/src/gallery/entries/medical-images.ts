import { adam, cnn, type Dataset, hardSharing, selectTasks } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';

import { askImage } from '../ask-image.ts';
import type { GalleryEntry, PrepareOptions } from '../entry.ts';

const tasks = ['pneumonia', 'age', 'sex', 'view'];

const prepare = async (options: PrepareOptions): Promise<Dataset> =>
  selectTasks(await datasets['nih-chest-xray-910'].load(options), tasks);

/** Disease, age, sex and view of chest X-rays: not for diagnosis. */
export const medicalImages: GalleryEntry = {
  name: 'medical-images',
  title: 'Medical images: disease, age, sex and view (not for diagnosis)',
  summary:
    'pneumonia, age, sex and view of chest X-rays in one model, with few labels of the disease; not for diagnosis',
  tasks: [
    { name: 'pneumonia', meaning: 'whether the report speaks of pneumonia' },
    { name: 'age', meaning: 'the age of the patient in years' },
    { name: 'sex', meaning: 'F or M' },
    { name: 'view', meaning: 'taken from behind (PA) or from the front (AP)' },
  ],
  why:
    'Labels of a disease are costly, age, sex and view stand in every file for nothing. They teach the model to see lungs, heart and bones; the view also says something ' +
    'of the disease, as those who are very ill are X-rayed in bed.',
  datasets: [],
  training: {
    encoder: cnn({ filters: [4, 8, 16], kernel: 3, features: 32 }).config,
    architecture: hardSharing().config,
    optimizer: adam().config,
    epochs: 8,
    batchSize: 32,
    learningRate: 0.003,
  },
  strategies: ['equal', 'uncertainty'],
  seeds: 5,
  // 1 % would be six images, and no share below ten labels is measured.
  measures: { dataEfficiency: { task: 'pneumonia', shares: [0.03, 0.1, 0.3] } },
  prepare,
  ask: askImage({
    data: () => prepare({ seed: 0 }),
    first: [{ of: 'mind', answer: 'Not for diagnosis: a toy of 657 images of 64 × 64 pixels.' }],
    say: { age: (years) => `${Number(years).toFixed(0)} years` },
  }),
  ownData:
    "Keep the images of one patient in one split: give `fromTable` a column of images, the labels, and `split: { group: 'patient' }` " +
    '([choose the splits](../guides/splits.md)). Leave out the label of what nobody has looked at; its image counts for the other tasks.',
  notes: [
    'Not for diagnosis: 910 images that somebody chose, with labels read from reports by a program.',
    'Split by patient, as the collection deals them: the split is the same for all seeds, so that the intervals speak of other beginnings, not of other patients.',
    'Of the images without a finding 68 % are taken from the front, of those with pneumonia 45 %: part of what the model knows of the disease is the view.',
    'One percent of the labels would be six images; the curve begins with 3 %.',
  ],
};
