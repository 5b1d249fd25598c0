import { accuracy, auc } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { dataFile } from '../parse/data-file.ts';
import { dateParts } from '../table/date-parts.ts';
import { distinctRows } from '../table/distinct-rows.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { textsIn } from '../table/texts-in.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'birdstrikes',
  title: 'Aircraft that hit wildlife',
  modality: 'tabular',
  arrival: 'embedded',
  examples: 9976,
  tasks: [
    { name: 'damage', kind: 'binary', meaning: 'the aircraft was damaged (11 %)' },
    { name: 'cost', kind: 'binary', meaning: 'a cost was reported (2 %)' },
    { name: 'size', kind: 'multiclass', meaning: 'the size of the animal: small, medium or large' },
    { name: 'time-of-day', kind: 'multiclass', meaning: 'dawn, day, dusk or night' },
  ],
  split: 'at random with the classes alike in each split: 60 % training, 20 % validation, 20 % test',
  licence: 'public domain: a work of the US Government (FAA)',
  source: 'npm vega-datasets@3.2.1 (data/birdstrikes.csv, https://wildlife.faa.gov)',
  citation: 'Federal Aviation Administration. Wildlife Strike Database, 1990 to 2002.',
  description:
    'Reports of strikes in the United States from 1990 to 2002: airport, aircraft, operator, state, phase of flight, date and speed. 24 reports that repeat another are left out.',
  caution:
    'Reports are voluntary. Labels are rare and nested: most costs come with damage. Look at AUC, as accuracy is that of saying no. The species, which says the size, is no input.',
};

/** Aircraft that hit wildlife: damage, cost, the animal's size and the time of day. */
export const birdstrikes: DatasetEntry = defineDataset(card, async ({ seed, size }) => {
  const { name } = card;
  const table = distinctRows(await readCsv(dataFile(name, 'birdstrikes.csv.gz'), { delimiter: ',', missing: [] }));
  const parts = dateParts(name, table, 'Flight Date', ['yearday', 'elapsed']);
  const yesOrNo = { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] } as const;
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, {
      ...parts,
      damage: textsIn(table, 'Effect Amount of damage').map((amount) =>
        amount === null ? null : amount === 'None' ? 'no' : 'yes',
      ),
      cost: Array.from(numbersIn(name, table, 'Cost Total $'), (dollars) =>
        Number.isNaN(dollars) ? null : dollars > 0 ? 'yes' : 'no',
      ),
    }),
    split: 'stratified',
    inputs: {
      'Airport Name': 'categorical',
      'Aircraft Make Model': 'categorical',
      'Aircraft Airline Operator': 'categorical',
      'Origin State': 'categorical',
      'Phase of flight': 'categorical',
      'Speed IAS in knots': 'numeric',
      ...Object.fromEntries(Object.keys(parts).map((column) => [column, 'numeric'])),
    },
    targets: {
      damage: yesOrNo,
      cost: yesOrNo,
      size: { kind: 'multiclass', column: 'Wildlife Size', classes: ['Small', 'Medium', 'Large'] },
      'time-of-day': { kind: 'multiclass', column: 'Time of day', classes: ['Dawn', 'Day', 'Dusk', 'Night'] },
    },
  });
});
