import { accuracy, auc } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { plainFile } from '../readers/plain-file.ts';
import { namedCodes } from '../table/named-codes.ts';
import { repeatedRows } from '../table/repeated-rows.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'iranian-churn',
  title: 'Iranian telecom customers',
  modality: 'tabular',
  arrival: 'download',
  examples: 3150,
  tasks: [
    { name: 'churn', kind: 'binary', meaning: 'left within the next three months (16 %)' },
    { name: 'age-group', kind: 'multiclass', meaning: 'one of 5 age groups, from the youngest' },
    { name: 'tariff', kind: 'binary', meaning: 'prepaid, or by contract (8 %)' },
    { name: 'value', kind: 'regression', meaning: 'the value of the customer, as the company computes it' },
    { name: 'complains', kind: 'binary', meaning: 'has complained (8 %)' },
  ],
  split:
    'at random: 60 % training, 20 % validation, 20 % test; rows that are the same in all inputs and labels are in one split',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/563/iranian+churn+dataset',
  citation:
    'A. Keramati, R. Jafari-Marandi, M. Aliannejadi, I. Ahmadian, M. Mozaffari, U. Abbasi. Improved churn prediction in ' +
    'telecommunication industry using data mining techniques. Applied Soft Computing 2014. https://doi.org/10.24432/C5JW3Z',
  description:
    'Customers of an Iranian telecom company over a year: failed calls, length of the subscription, seconds, calls, messages and ' +
    'different numbers called.',
  caution:
    'Age, which is the age group, status and charge, which go with leaving and value, are no inputs. 303 rows repeat others. Sharing does not help the ' +
    'prediction of churn here.',
  files: [
    plainFile({
      path: 'customer-churn.csv.gz',
      urls: [
        'https://raw.githubusercontent.com/Sabreen-Nazar/Iranian_Churn/5e7a7632b1efe30aff8417cb78cf01c3f017ac75/Customer_Churn.csv',
      ],
      bytes: 128_577,
      sha256: '72a4a660cba4166bab4f0c24e930d5453d1917e208c9ce2ed16b841347350dd3',
    }),
  ],
};

/** The file writes some names with two blanks. */
const inputs = [
  'Call  Failure',
  'Subscription  Length',
  'Seconds of Use',
  'Frequency of use',
  'Frequency of SMS',
  'Distinct Called Numbers',
];
const targets = ['Churn', 'Age Group', 'Tariff Plan', 'Customer Value', 'Complains'];
const groups = { 1: 'group 1', 2: 'group 2', 3: 'group 3', 4: 'group 4', 5: 'group 5' };

/** Customers of a telecom company: who leaves, age group, tariff and value. */
export const iranianChurn: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const table = await readCsv(file('customer-churn.csv.gz'));
  const coded = (column: string, names: Readonly<Record<string, string>>): (string | null)[] =>
    namedCodes(name, table, column, names);
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, {
      churn: coded('Churn', { 0: 'stays', 1: 'leaves' }),
      'age-group': coded('Age Group', groups),
      tariff: coded('Tariff Plan', { 1: 'pay as you go', 2: 'contract' }),
      complains: coded('Complains', { 0: 'no', 1: 'yes' }),
      same: repeatedRows(table, [...inputs, ...targets]),
    }),
    split: { group: 'same' },
    inputs: Object.fromEntries(inputs.map((column) => [column, 'numeric'])),
    targets: {
      churn: { kind: 'binary', classes: ['stays', 'leaves'], metrics: [auc(), accuracy()] },
      'age-group': { kind: 'multiclass', classes: Object.values(groups) },
      tariff: { kind: 'binary', classes: ['pay as you go', 'contract'], metrics: [auc(), accuracy()] },
      value: { kind: 'regression', column: 'Customer Value' },
      complains: { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] },
    },
  });
});
