import { adam, fit, hardSharing, mlp, selectTasks } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';
import { expect, it } from 'vitest';

import { newTaskGain } from '../../src/gallery/claims/adaptation.ts';
import { intervalVerdict } from '../../src/gallery/claims/counts.ts';
import { newTaskLater } from '../../src/gallery/new-task.ts';

const [encoder, optimizer] = [mlp({ hidden: [4] }), adam()];
const how = { epochs: 2, batchSize: 32, learningRate: 0.01 };

it('measures a task that comes later beside a model that begins from nothing', async () => {
  const { text, values } = await newTaskLater({
    title: 'Weight comes later',
    what: 'The weight of penguins.',
    task: 'body-mass',
    async prepare(options) {
      const whole = await datasets.penguins.load(options);
      return { before: selectTasks(whole, ['species', 'sex']), later: whole };
    },
    training: {
      encoder: encoder.config,
      architecture: hardSharing().config,
      optimizer: optimizer.config,
      ...how,
    },
    seeds: 2,
  });
  const alone: number[] = [];
  for (const seed of [0, 1]) {
    const dataset = selectTasks(await datasets.penguins.load({ seed }), ['body-mass']);
    const { model } = await fit({ dataset, encoder, optimizer, balancer: strategies.equal(), ...how, seed });
    alone.push((await model.evaluate(dataset.splits.test)).metrics['body-mass']?.rmse ?? Number.NaN);
    await model.dispose();
  }
  expect(values.alone).toBeCloseTo(((alone[0] ?? 0) + (alone[1] ?? 0)) / 2, 12);
  expect(values.later).not.toBe(values.alone);
  const { [newTaskGain]: gain = Number.NaN, low = Number.NaN, high = Number.NaN } = values;
  expect((low + high) / 2).toBeCloseTo(gain, 10);
  expect(text).toMatch(/^The weight of penguins\. On the test split: body-mass rmse \d+\.\d+ when added/);
});

it('says helped or hurt only where the whole interval does', () => {
  expect([intervalVerdict(0.1, 2), intervalVerdict(-2, -0.1), intervalVerdict(-1, 1), intervalVerdict()]).toEqual([
    'helped',
    'hurt',
    'unclear',
    'unclear',
  ]);
});
