import { accuracy, auc } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { plainFile } from '../readers/plain-file.ts';
import { namedCodes } from '../table/named-codes.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'credit-default',
  title: 'Default of credit card clients',
  modality: 'tabular',
  arrival: 'download',
  examples: 30_000,
  tasks: [
    { name: 'default', kind: 'binary', meaning: 'does not pay in October (22 %)' },
    { name: 'bill', kind: 'regression', meaning: 'the September bill: asinh of thousands of Taiwan dollars' },
    {
      name: 'pays-back',
      kind: 'binary',
      meaning: 'pays in September half of the August bill or more; missing where nothing was billed',
    },
  ],
  split: 'at random with the classes alike in each split: 60 % training, 20 % validation, 20 % test',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/350/default+of+credit+card+clients',
  citation:
    'I.-C. Yeh, C. Lien. The comparisons of data mining techniques for the predictive accuracy of probability of default of credit card ' +
    'clients. Expert Systems with Applications 2009. https://doi.org/10.24432/C55S3H',
  description:
    'Clients of a bank in Taiwan in 2005: credit limit, sex, education, marriage, age, and the delays, bills and payments of the months from April to ' +
    'August.',
  caution:
    'Sex, marriage and age are inputs: what a model decides by them would be unlawful in many places. What is known of September only (delay, bill, ' +
    'payment) is no input. 35 rows repeat others.',
  files: [
    plainFile({
      path: 'default-of-credit-card-clients.csv.gz',
      urls: [
        'https://raw.githubusercontent.com/fju155447/uci/84670e783ab9fd2459b7096d82965f28dafb66b2/UCI_Credit_Card.csv',
      ],
      bytes: 2_905_603,
      sha256: '023eb2c3ad9efd15e7869616fa50a0143f25223105c7069ba632431530afdb61',
    }),
  ],
};

/** April to August: delays X7 to X11, bills X13 to X17, payments X19 to X23. */
const months = [7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23].map((index) => `X${index}`);

/** Clients of a bank: who defaults, the next bill, and whether the last is paid. */
export const creditDefault: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const table = await readCsv(file('default-of-credit-card-clients.csv.gz'));
  const [september, august, paid] = ['X12', 'X13', 'X18'].map((column) => numbersIn(name, table, column)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, {
      default: namedCodes(name, table, 'Y', { 0: 'pays', 1: 'defaults' }),
      bill: september.map((dollars) => Math.asinh(dollars / 1000)),
      'pays-back': Array.from(august, (billed, row) =>
        billed > 0 ? ((paid[row] ?? 0) >= billed / 2 ? 'yes' : 'no') : null,
      ),
    }),
    split: 'stratified',
    inputs: {
      X1: 'numeric',
      X2: 'categorical',
      X3: 'categorical',
      X4: 'categorical',
      X5: 'numeric',
      ...Object.fromEntries(months.map((column) => [column, 'numeric'])),
    },
    targets: {
      default: { kind: 'binary', classes: ['pays', 'defaults'], metrics: [auc(), accuracy()] },
      bill: 'regression',
      'pays-back': { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] },
    },
  });
});
