import { adam, hardSharing, selectTasks, tabular } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';

import { askRow } from '../ask-row.ts';
import type { GalleryEntry } from '../entry.ts';
import { joinTables } from '../join-tables.ts';

/** Rows of each table that are trained on, so that none is most of every batch. */
const rows = 4000;

/** Demand, credit risk and customers: three tables of three businesses in one model. */
export const business: GalleryEntry = {
  name: 'business',
  title: 'Business: demand, credit risk and customer behaviour',
  summary:
    'bike rentals by the hour, defaults of card clients, churn and charges of telecom customers, in one model of three tables',
  tasks: [
    { name: 'casual', meaning: 'riders without a subscription in the hour, log(1 + riders)' },
    { name: 'registered', meaning: 'riders with a subscription in the hour, log(1 + riders)' },
    { name: 'default', meaning: 'the client does not pay in the next month' },
    { name: 'churn', meaning: 'the customer has left' },
    { name: 'monthly-charges', meaning: 'dollars a month' },
  ],
  why:
    'They hardly do: demand, credit and churn share no rows, no columns and no cause. It is the combination that a company often has in mind when it asks for one model ' +
    'of everything, so this entry measures what that costs. Within a table, casual and registered riders follow the same weather, and churn and charges the same customer.',
  datasets: ['bike-sharing', 'credit-default', 'telco-churn'],
  training: {
    encoder: tabular({ hidden: [64, 32] }).config,
    architecture: hardSharing().config,
    optimizer: adam().config,
    epochs: 40,
    batchSize: 64,
    learningRate: 0.002,
  },
  strategies: ['equal', 'uncertainty', 'pcgrad'],
  seeds: 10,
  async prepare({ seed, size = rows }) {
    const options = { seed, size: Math.min(size, rows) };
    return joinTables('business', {
      bikes: selectTasks(await datasets['bike-sharing'].load(options), ['casual', 'registered']),
      credit: selectTasks(await datasets['credit-default'].load(options), ['default']),
      telco: selectTasks(await datasets['telco-churn'].load(options), ['churn', 'monthly-charges']),
    });
  },
  ask: askRow({
    columns: {
      temperature: 'bikes.temp',
      humidity: 'bikes.humidity',
      workingday: 'bikes.workingday',
      weather: 'bikes.weather',
      limit: 'credit.X1',
      bill: 'credit.X13',
      delay: 'credit.X7',
      months: 'telco.tenure',
      internet: 'telco.InternetService',
      payment: 'telco.PaymentMethod',
    },
    example:
      'temperature=0.7 weather=clear limit=50000 delay=2 months=3 internet="Fiber optic" payment="Electronic check"',
    say: {
      casual: (log) => `${Math.round(Math.expm1(Number(log)))} riders`,
      registered: (log) => `${Math.round(Math.expm1(Number(log)))} riders`,
    },
  }),
  ownData:
    'Ask first whether the targets share rows. If they do, one table with several targets is the way: `npx equipoise compare --table company.csv --targets demand,risk,churn` ' +
    'says whether one model helps. If they do not, train a model for each with `npx equipoise train`.',
  notes: [
    'The telecom table is a made-up company that IBM publishes; the other two are real.',
    'The rentals are split by time and grew from year to year, so the test hours have more than the training hours.',
    'Sex, marriage and age are inputs of the credit table: what a model decides by them would be unlawful in many places.',
  ],
};
