import { adam, hardSharing, mlp, selectTasks } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { expect, it } from 'vitest';

import { alsoOn } from '../../src/gallery/also-on.ts';

const training = {
  encoder: mlp({ hidden: [4] }).config,
  architecture: hardSharing().config,
  optimizer: adam().config,
  epochs: 1,
  batchSize: 32,
  learningRate: 0.01,
};

it('finds no change where the model of all tasks is the model of the only task', async () => {
  const { title, text, values } = await alsoOn({
    title: 'Weight',
    what: 'The weight of penguins.',
    prepare: async (options) => selectTasks(await datasets.penguins.load(options), ['body-mass']),
    training,
    seeds: 2,
  });
  expect([title, values['body-mass change']]).toEqual(['Weight', 0]);
  expect(values['body-mass together']).toBe(values['body-mass alone']);
  expect(text).toMatch(/^The weight of penguins\. body-mass: rmse \d+\.\d+ together, \d+\.\d+ alone \(0\.0 %/);
  expect(text).toContain('2 seeds, equal weights.');
});
