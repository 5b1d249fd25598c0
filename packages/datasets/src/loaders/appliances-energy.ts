import { accuracy, auc } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { plainFile } from '../readers/plain-file.ts';
import { dateParts } from '../table/date-parts.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { numbersAt, rowsLater } from '../table/rows-later.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'appliances-energy',
  title: 'Appliances energy of a house',
  modality: 'tabular',
  arrival: 'download',
  examples: 19_735,
  tasks: [
    { name: 'appliances', kind: 'regression', meaning: 'energy of the appliances in the next 10 minutes, in Wh' },
    {
      name: 'appliances-hour',
      kind: 'regression',
      meaning: 'energy of the appliances in 10 minutes one hour later, in Wh',
    },
    { name: 'lights', kind: 'binary', meaning: 'lights are on one hour later (23 %)' },
    {
      name: 'living-room',
      kind: 'regression',
      meaning: 'the change of the temperature of the living room within the hour, in °C',
    },
  ],
  split: 'by time: the last 20 % of the rows are the test, the 20 % before them the validation',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/374/appliances+energy+prediction',
  citation:
    'L. M. Candanedo, V. Feldheim, D. Deramaix. Data driven prediction models of energy use of appliances in a low-energy house. Energy and ' +
    'Buildings 2017. https://doi.org/10.24432/C5VC8G',
  description:
    'A house in Belgium every 10 minutes of 4.5 months: energy of appliances and lights, temperature and humidity of nine rooms, the weather at an airport nearby, time of day and day ' +
    'of the week.',
  caution:
    'Neighbouring rows are nearly the same, so random splits deceive. Two columns of random numbers, rv1 and rv2, are no inputs. The last hour has no labels.',
  files: [
    plainFile({
      path: 'energydata_complete.csv.gz',
      urls: [
        'https://archive.ics.uci.edu/ml/machine-learning-databases/00374/energydata_complete.csv',
        'https://raw.githubusercontent.com/LuisM78/Appliances-energy-prediction-data/master/energydata_complete.csv',
      ],
      bytes: 11_979_363,
      sha256: '2820bf712ad0275cb18b85a05250926100d8e65ebb9f4d2d016ca91ea152a25d',
    }),
  ],
};

const minute = 1 / (24 * 60);
const outside = ['T_out', 'Press_mm_hg', 'RH_out', 'Windspeed', 'Visibility', 'Tdewpoint'];
const rooms = Array.from({ length: 9 }, (_, index) => [`T${index + 1}`, `RH_${index + 1}`]).flat();

/** A house: the energy of its appliances, its lights and its living room within the next hour. */
export const appliancesEnergy: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const table = await readCsv(file('energydata_complete.csv.gz'));
  const times = numbersIn(name, table, 'date');
  const later = (minutes: number): Int32Array => rowsLater({ times }, minutes * minute, minute);
  const [soon, hour] = [later(10), later(60)];
  const [appliances, lights, livingRoom] = ['Appliances', 'lights', 'T2'].map((column) =>
    numbersIn(name, table, column),
  ) as [Float64Array, Float64Array, Float64Array];
  const parts = dateParts(name, table, 'date', ['hour', 'weekday']);
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, {
      ...parts,
      'appliances-soon': numbersAt(appliances, soon),
      'appliances-hour': numbersAt(appliances, hour),
      'lights-hour': Array.from(numbersAt(lights, hour), (energy) =>
        Number.isNaN(energy) ? null : energy > 0 ? 'on' : 'off',
      ),
      'living-room': numbersAt(livingRoom, hour).map((degrees, row) => degrees - (livingRoom[row] ?? 0)),
    }),
    split: { time: 'date' },
    inputs: Object.fromEntries(
      ['Appliances', 'lights', ...rooms, ...outside, ...Object.keys(parts)].map((column) => [column, 'numeric']),
    ),
    targets: {
      appliances: { kind: 'regression', column: 'appliances-soon' },
      'appliances-hour': 'regression',
      lights: { kind: 'binary', column: 'lights-hour', classes: ['off', 'on'], metrics: [auc(), accuracy()] },
      'living-room': 'regression',
    },
  });
});
