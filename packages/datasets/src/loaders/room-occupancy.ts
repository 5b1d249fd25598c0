import { accuracy, auc, type Table } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { plainFile } from '../readers/plain-file.ts';
import { dateParts } from '../table/date-parts.ts';
import { namedCodes } from '../table/named-codes.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { numbersAt, rowsLater } from '../table/rows-later.ts';
import { withColumns } from '../table/with-columns.ts';

const repository =
  'https://raw.githubusercontent.com/LuisM78/Occupancy-detection-data/ba2b1d7b53a71292ff61b867d3e16f0e539c7eb6';

const card: DatasetCard = {
  name: 'room-occupancy',
  title: 'Occupancy of an office room',
  modality: 'tabular',
  arrival: 'download',
  examples: 20_560,
  tasks: [
    { name: 'occupancy', kind: 'binary', meaning: 'somebody is in the room (23 %)' },
    { name: 'temperature', kind: 'regression', meaning: 'the temperature in 15 minutes, in °C' },
    { name: 'co2', kind: 'regression', meaning: 'the carbon dioxide in 15 minutes, in ppm' },
    { name: 'light', kind: 'regression', meaning: 'the light in 15 minutes, in lux' },
  ],
  split:
    'as published: 8,143 rows of training, a test of 2,665 rows, the two days before, for validation; a test of 9,752 rows, the week after, for the test',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/357/occupancy+detection',
  citation:
    'L. M. Candanedo, V. Feldheim. Accurate occupancy detection of an office room from light, temperature, humidity and CO₂ measurements using statistical learning models. ' +
    'Energy and Buildings 2016. https://doi.org/10.24432/C5X01N',
  description:
    'An office every minute of 16 days: temperature, humidity, light, carbon dioxide, and whether somebody was there, as pictures of a camera show.',
  caution:
    'Light alone tells occupancy nearly always. The last 15 minutes of each file have no labels of what comes later.',
  files: [
    plainFile({
      path: 'datatraining.txt.gz',
      urls: [`${repository}/datatraining.txt`],
      bytes: 596_674,
      sha256: 'b2c4d0ce2b9e4e453c476f7125ef31aeec2d1f5c7f5572d0e80de3df6521ab56',
    }),
    plainFile({
      path: 'datatest.txt.gz',
      urls: [`${repository}/datatest.txt`],
      bytes: 200_766,
      sha256: '1b92c7c1b2838963464fa891a610cf3c5db4becb7189189b29b330107a584c7f',
    }),
    plainFile({
      path: 'datatest2.txt.gz',
      urls: [`${repository}/datatest2.txt`],
      bytes: 699_664,
      sha256: 'd026d1bd5aeccd4aff4f3b3710d48e40613bd5fc370db7e61bbdcaa50d985095',
    }),
  ],
};

const minute = 1 / (24 * 60);
const later = { temperature: 'Temperature', co2: 'CO2', light: 'Light' };

/** An office room: who is in it, and its air and light in 15 minutes. */
export const roomOccupancy: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const read = async (path: string): Promise<Table> => {
    const table = await readCsv(file(path));
    const where = `${name}: ${path}`;
    // Minutes are up to a second off.
    const rows = rowsLater({ times: numbersIn(where, table, 'date') }, 15 * minute, minute / 2);
    const future = Object.entries(later).map(([task, column]) => [
      task,
      numbersAt(numbersIn(where, table, column), rows),
    ]);
    return withColumns(where, table, {
      ...dateParts(where, table, 'date', ['hour', 'weekday']),
      ...(Object.fromEntries(future) as Record<keyof typeof later, Float64Array>),
      occupancy: namedCodes(where, table, 'Occupancy', { 0: 'empty', 1: 'occupied' }),
    });
  };
  return fromTable({
    name,
    seed,
    size,
    table: await read('datatraining.txt.gz'),
    validationTable: await read('datatest.txt.gz'),
    testTable: await read('datatest2.txt.gz'),
    inputs: {
      Temperature: 'numeric',
      Humidity: 'numeric',
      Light: 'numeric',
      CO2: 'numeric',
      HumidityRatio: 'numeric',
      'date-hour-sin': 'numeric',
      'date-hour-cos': 'numeric',
      'date-weekday-sin': 'numeric',
      'date-weekday-cos': 'numeric',
    },
    targets: {
      occupancy: { kind: 'binary', classes: ['empty', 'occupied'], metrics: [auc(), accuracy()] },
      temperature: 'regression',
      co2: 'regression',
      light: 'regression',
    },
  });
});
