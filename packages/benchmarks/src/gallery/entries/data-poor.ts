import { adam, type Dataset, hardSharing, selectTasks, tabular } from '@equipoise/core';
import { datasets, withFewLabels } from '@equipoise/datasets';

import { alsoOn } from '../also-on.ts';
import { askRow } from '../ask-row.ts';
import type { TrainingConfig } from '../../study/study.ts';
import type { GalleryEntry, PrepareOptions } from '../entry.ts';
import { keepFloor } from '../keep-floor.ts';
import { newTaskLater } from '../new-task.ts';

/** The share of the labels of a poor task that is kept. */
const share = 0.03;

const training: TrainingConfig = {
  encoder: tabular({ hidden: [64, 32] }).config,
  architecture: hardSharing().config,
  optimizer: adam().config,
  epochs: 15,
  batchSize: 64,
  learningRate: 0.002,
  size: 8000,
};

/** Income of a census with 3 % of its labels, and who never married. */
async function poorAdult(options: PrepareOptions): Promise<Dataset> {
  return withFewLabels(await datasets.adult.load(options), { task: 'income', share, seed: options.seed });
}

/** A task with 3 % of its labels beside one that has all of its own. */
export const dataPoor: GalleryEntry = {
  name: 'data-poor',
  title: 'Few labels: a poor task beside a rich one',
  summary:
    'whether people want their room warmer or cooler, learnt from 3 % of the labels, beside how warm it feels to them, which most were asked',
  tasks: [
    { name: 'preference', meaning: 'wants it warmer, cooler or as it is; 3 % of the training labels are kept' },
    { name: 'sensation', meaning: 'how warm it feels, from −3, cold, to 3, hot' },
  ],
  why: 'Whoever feels hot wants it cooler. What the rich task teaches of temperature, clothes and activity, the poor one need not learn from its few labels.',
  datasets: ['ashrae-thermal-comfort', 'adult'],
  training,
  strategies: ['equal', 'uncertainty', 'pcgrad', 'fixed(weights=[5,1])'],
  seeds: 10,
  async prepare(options) {
    const whole = await datasets['ashrae-thermal-comfort'].load(options);
    const dataset = selectTasks(whole, ['preference', 'sensation']);
    return withFewLabels(dataset, { task: 'preference', share, seed: options.seed });
  },
  async after(trained) {
    const floor = { task: 'preference', metric: 'accuracy' };
    return [
      await keepFloor(trained, { ...floor, margin: 0 }),
      await keepFloor(trained, { ...floor, margin: 0.01 }),
      await newTaskLater({
        title: 'A new task later',
        what: 'Whether the air should move more or less is asked later, of a model of preference and sensation, with 3 % of its labels.',
        task: 'air',
        async prepare(options) {
          const whole = await datasets['ashrae-thermal-comfort'].load(options);
          return {
            before: selectTasks(whole, ['preference', 'sensation']),
            later: withFewLabels(selectTasks(whole, ['air']), { task: 'air', share, seed: options.seed }),
          };
        },
        training,
        seeds: 10,
      }),
      await alsoOn({
        title: 'The same on Adult',
        what: 'Income with 3 % of its labels, beside who never married with all of them.',
        prepare: poorAdult,
        training,
        seeds: 10,
      }),
      await newTaskLater({
        title: 'A new task later on Adult',
        what: 'Income is asked later, of a model of who never married, with 3 % of its labels.',
        task: 'income',
        async prepare(options) {
          const poor = await poorAdult(options);
          return { before: selectTasks(poor, ['never-married']), later: selectTasks(poor, ['income']) };
        },
        training,
        seeds: 10,
      }),
    ];
  },
  ask: askRow({
    columns: {
      temperature: 'ta',
      humidity: 'rh',
      air: 'vel',
      clothes: 'clo',
      activity: 'met',
      season: 'season',
      building: 'building_type',
      cooling: 'cooling_type',
    },
    example: 'temperature=29 humidity=60 air=0.1 clothes=0.5 activity=1.2 season=summer',
  }),
  ownData:
    'Leave the cells of the poor target empty where nobody asked: `npx equipoise train --table answers.csv --targets preference,sensation --out model.safetensors` trains on ' +
    'the labels that there are. `npx equipoise compare` with the same table says whether the rich target helps the poor one.',
  notes: [
    'Buildings are split, so a model is judged on buildings that it has not seen; they differ much, which makes the intervals wide.',
    'Both the shared and the single model see the same few labels in as many steps.',
  ],
};
