import { accuracy, auc } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { plainFile } from '../readers/plain-file.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'wall-following-robot',
  title: 'A robot that follows a wall',
  modality: 'tabular',
  arrival: 'download',
  examples: 5456,
  tasks: [
    { name: 'command', kind: 'multiclass', meaning: 'forward, slight right, sharp right or slight left turn' },
    {
      name: 'front',
      kind: 'regression',
      meaning: 'the distance to what is in front 5 readings (0.56 s) later, in metres',
    },
    { name: 'near', kind: 'binary', meaning: 'comes nearer than 0.9 m to it within the next 9 readings (1 s) (30 %)' },
  ],
  split:
    'by blocks of 270 readings (30 s), dealt at random: 60 % training, 20 % validation, 20 % test; what comes after the last readings of a block is a missing label',
  licence: 'CC BY 4.0',
  source:
    'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/194/wall+following+robot+navigation+data',
  citation:
    'A. L. Freire, G. A. Barreto, M. Veloso, A. T. Varela. Short-term memory mechanisms in neural network learning of robot navigation tasks: a case study. LARS 2009. ' +
    'https://doi.org/10.24432/C57C8W',
  description:
    'A SCITOS G5 robot on wheels goes round a room four times, along the wall: 24 ultrasound distances around its waist, 9 times a second, and what it did.',
  caution:
    'It is no drone, and its commands follow four rules of distances. It turns before it comes nearer than 0.75 m, so nothing smaller can be predicted.',
  files: [
    plainFile({
      path: 'sensor_readings_24.csv.gz',
      urls: [
        'https://raw.githubusercontent.com/Transcendence-ML-Python/robot-sensor-data-classification-ml/e52136804029a0360eb7a4e6f3dbddf11722debd/sensor_readings_24.data',
      ],
      bytes: 870_516,
      sha256: 'd16340156958f2317c63a93418ab9aa7d60ad0d07869c2e5854d6f14a0755317',
    }),
  ],
};

const blockSize = 270;
const horizon = 9;
const commands = ['Move-Forward', 'Slight-Right-Turn', 'Sharp-Right-Turn', 'Slight-Left-Turn'];
const sensors = Array.from({ length: 24 }, (_, index) => `S${index + 1}`);

/** A robot's distances: what it does, and how near it comes to what is in front of it. */
export const wallFollowingRobot: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const table = await readCsv(file('sensor_readings_24.csv.gz'));
  // The robot turns sharply right wherever one of these is below 0.9 m: they look ahead.
  const ahead = ['S11', 'S12', 'S13', 'S14'].map((column) => numbersIn(name, table, column));
  const front = Float64Array.from({ length: table.rows }, (_, row) => Math.min(...ahead.map((own) => own[row] ?? 0)));
  const block = front.map((_, row) => Math.floor(row / blockSize));
  /** The next readings of the same block; undefined where it ends before. */
  const next = (row: number): Float64Array | undefined =>
    row + horizon < table.rows && block[row] === block[row + horizon]
      ? front.slice(row + 1, row + 1 + horizon)
      : undefined;
  const nearest = Array.from(front, (_, row) => Math.min(...(next(row) ?? [Number.NaN])));
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, {
      block,
      front: front.map((_, row) => next(row)?.[4] ?? Number.NaN),
      near: nearest.map((distance) => (Number.isNaN(distance) ? null : distance < 0.9 ? 'yes' : 'no')),
    }),
    split: { group: 'block' },
    inputs: Object.fromEntries(sensors.map((column) => [column, 'numeric'])),
    targets: {
      command: { kind: 'multiclass', column: 'OUTPUT', classes: commands },
      front: 'regression',
      near: { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] },
    },
  });
});
