import { accuracy, auc } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { plainFile } from '../readers/plain-file.ts';
import { namedCodes } from '../table/named-codes.ts';
import type { TargetOptions } from '../table/targets.ts';
import { withColumns } from '../table/with-columns.ts';

/** The services that an internet customer may add: the task and the column. */
const services = {
  'online-security': 'OnlineSecurity',
  'online-backup': 'OnlineBackup',
  'device-protection': 'DeviceProtection',
  'tech-support': 'TechSupport',
  'streaming-tv': 'StreamingTV',
  'streaming-movies': 'StreamingMovies',
};

const card: DatasetCard = {
  name: 'telco-churn',
  title: 'Telco customer churn (a fictional company)',
  modality: 'tabular',
  arrival: 'download',
  examples: 7043,
  tasks: [
    { name: 'churn', kind: 'binary', meaning: 'has left within the last month (27 %)' },
    { name: 'contract', kind: 'multiclass', meaning: 'by the month, for one year, or for two' },
    { name: 'monthly-charges', kind: 'regression', meaning: 'dollars a month' },
    ...Object.keys(services).map((name) => ({
      name,
      kind: 'binary',
      meaning: `has ${name.replaceAll('-', ' ')}; missing where there is no internet`,
    })),
  ],
  split: 'at random with the classes alike in each split: 60 % training, 20 % validation, 20 % test',
  licence: 'Apache-2.0',
  source: 'IBM, https://github.com/IBM/telco-customer-churn-on-icp4d',
  citation: 'IBM. Telco customer churn. Sample data set.',
  description:
    'Customers of a telecom company: sex, age group, family, months with the company, telephone and internet, how they pay. Services that can be added are to be predicted, ' +
    'as a shop recommends them.',
  caution:
    'A sample that was made up, not real customers: results say nothing of the world. The added services, which together give the monthly charges, and the total charges are no ' +
    'inputs.',
  files: [
    plainFile({
      path: 'Telco-Customer-Churn.csv.gz',
      urls: [
        'https://raw.githubusercontent.com/IBM/telco-customer-churn-on-icp4d/d5371f5d83a446ad5673cbcca3b814b926491f8a/data/Telco-Customer-Churn.csv',
      ],
      bytes: 970_457,
      sha256: '16320c9c1ec72448db59aa0a26a0b95401046bef5d02fd3aeb906448e3055e91',
    }),
  ],
};

/** A made-up telecom company's customers: who leaves, which contract, charges and services. */
export const telcoChurn: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const table = await readCsv(file('Telco-Customer-Churn.csv.gz'));
  const answers = { No: 'no', Yes: 'yes', 'No internet service': null };
  const yesOrNo: TargetOptions = { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] };
  const entries = Object.entries(services);
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, {
      churn: namedCodes(name, table, 'Churn', answers),
      ...Object.fromEntries(entries.map(([task, column]) => [task, namedCodes(name, table, column, answers)])),
    }),
    split: 'stratified',
    inputs: {
      gender: 'categorical',
      SeniorCitizen: 'numeric',
      Partner: 'categorical',
      Dependents: 'categorical',
      tenure: 'numeric',
      MultipleLines: 'categorical',
      InternetService: 'categorical',
      PaperlessBilling: 'categorical',
      PaymentMethod: 'categorical',
    },
    targets: {
      churn: yesOrNo,
      contract: { kind: 'multiclass', column: 'Contract', classes: ['Month-to-month', 'One year', 'Two year'] },
      'monthly-charges': { kind: 'regression', column: 'MonthlyCharges' },
      ...Object.fromEntries(entries.map(([task]): [string, TargetOptions] => [task, yesOrNo])),
    },
  });
});
