import { adam, hardSharing, selectTasks, tabular } from '@equipoise/core';
import { datasets, withFewLabels } from '@equipoise/datasets';

import type { TrainingConfig } from '../../study/study.ts';
import { askRow } from '../ask-row.ts';
import type { GalleryEntry } from '../entry.ts';
import { joinTables } from '../join-tables.ts';
import { newTaskLater } from '../new-task.ts';

const training: TrainingConfig = {
  encoder: tabular({ hidden: [64, 32] }).config,
  architecture: hardSharing().config,
  optimizer: adam().config,
  epochs: 120,
  batchSize: 32,
  learningRate: 0.005,
};

/** Who leaves, what a customer is worth, which segment, and what to recommend: customers and visits in one model. */
export const marketing: GalleryEntry = {
  name: 'marketing',
  title: 'Marketing: churn, customer value, segment and recommendation',
  summary:
    'churn, value and tariff of telecom customers, and how a guest will rate a restaurant, in one model of two tables',
  tasks: [
    { name: 'churn', meaning: 'leaves within the next three months' },
    { name: 'value', meaning: 'the value of the customer, in the units of the company' },
    { name: 'tariff', meaning: 'the segment: pays as they go or has a contract' },
    { name: 'rating', meaning: 'how the guest will rate the restaurant: low, middle or high' },
  ],
  why:
    'Churn, value and tariff of a customer all follow from how much and how regularly somebody calls and writes. The ratings are of other people and another trade: they are here ' +
    'because a marketing department wants one system, and to measure what an unrelated task costs.',
  datasets: ['iranian-churn', 'restaurant-ratings'],
  training,
  strategies: ['equal', 'uncertainty', 'pcgrad', 'fixed(weights=[4,1,1,1])'],
  seeds: 8,
  async prepare(options) {
    return joinTables('marketing', {
      customer: selectTasks(await datasets['iranian-churn'].load(options), ['churn', 'value', 'tariff']),
      visit: selectTasks(await datasets['restaurant-ratings'].load(options), ['rating']),
    });
  },
  after: async () => [
    await newTaskLater({
      title: 'Churn comes later',
      what: 'Churn is asked later, of a model of value and tariff, with 10 % of its labels.',
      task: 'churn',
      async prepare(options) {
        const whole = await datasets['iranian-churn'].load(options);
        return {
          before: selectTasks(whole, ['value', 'tariff']),
          later: withFewLabels(selectTasks(whole, ['churn']), { task: 'churn', share: 0.1, seed: options.seed }),
        };
      },
      training: { ...training, epochs: 40 },
      seeds: 8,
    }),
  ],
  ask: askRow({
    columns: {
      failures: 'customer.Call  Failure',
      months: 'customer.Subscription  Length',
      seconds: 'customer.Seconds of Use',
      calls: 'customer.Frequency of use',
      messages: 'customer.Frequency of SMS',
      numbers: 'customer.Distinct Called Numbers',
      guest: 'visit.userID',
      place: 'visit.place',
      cuisine: 'visit.Rcuisine',
    },
    example: 'months=30 calls=70 seconds=4500 messages=60 numbers=25 failures=8 guest=U1077 cuisine=Mexican',
  }),
  ownData:
    'Put your customers into a CSV file, one row each, and name the columns to predict: `npx equipoise train --table customers.csv --targets churn,value,segment ' +
    '--out model.safetensors`. `npx equipoise compare --table customers.csv --targets churn,value,segment` says whether they should share a model.',
  notes: [
    'Customers of one company in one year; 303 rows repeat others, and repeated rows are in one split.',
    'The ratings are few (885 visits to train on), so differences between models of them are mostly chance.',
    'A model of the ratings overfits within a few epochs. As one model has one epoch for all tasks, it stops before churn and value are learnt: train the recommendation by itself.',
  ],
};
