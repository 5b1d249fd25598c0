import { adam, hardSharing, mlp, selectTasks } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';

import { askRow } from '../ask-row.ts';
import type { GalleryEntry } from '../entry.ts';

/** Who leaves, what a customer is worth and which tariff suits: one model of a telecom company's customers. */
export const marketing: GalleryEntry = {
  name: 'marketing',
  title: 'Marketing: who leaves, what a customer is worth, which segment',
  summary: 'churn, customer value, tariff and age group of the customers of a telecom company, in one model',
  tasks: [
    { name: 'churn', meaning: 'leaves within the next three months (yes or no)' },
    { name: 'value', meaning: 'the value of the customer, in the units of the company' },
    { name: 'tariff', meaning: 'pays as they go or has a contract' },
    { name: 'age-group', meaning: 'one of five age groups' },
  ],
  why:
    'All four follow from how much and how regularly somebody calls and writes. A feature of heavy users serves the value directly, and says something of ' +
    'who leaves and who has a contract.',
  datasets: ['iranian-churn'],
  training: {
    encoder: mlp({ hidden: [64, 32] }).config,
    architecture: hardSharing().config,
    optimizer: adam().config,
    epochs: 60,
    batchSize: 32,
    learningRate: 0.003,
  },
  strategies: ['equal', 'uncertainty', 'gradnorm', 'pcgrad'],
  seeds: 5,
  async prepare(options) {
    const dataset = await datasets['iranian-churn'].load(options);
    return selectTasks(dataset, ['churn', 'value', 'tariff', 'age-group']);
  },
  ask: askRow({
    columns: {
      failures: 'Call  Failure',
      months: 'Subscription  Length',
      seconds: 'Seconds of Use',
      calls: 'Frequency of use',
      messages: 'Frequency of SMS',
      numbers: 'Distinct Called Numbers',
    },
    example: 'months=30 calls=70 seconds=4500 messages=60 numbers=25 failures=8',
  }),
  ownData:
    'Put your customers into a CSV file, one row each, and name the columns to predict: `npx equipoise train --table customers.csv --targets churn,value,segment ' +
    '--out model.safetensors`. `npx equipoise compare --table customers.csv --targets churn,value,segment` says whether they should share a model.',
  notes: ['Customers of one company in one year; 303 rows repeat others, and repeated rows are in one split.'],
};
