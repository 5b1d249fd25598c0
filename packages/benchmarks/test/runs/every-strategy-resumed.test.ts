import { type Checkpoint, fit, mlp } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { parseStrategy, strategies } from '@equipoise/weighting';
import { expect, it } from 'vitest';

it.each(Object.keys(strategies))('%s goes on from a checkpoint as if it had not been broken off', async (name) => {
  const dataset = await datasets.penguins.load();
  const balancer = parseStrategy(name);
  const options = { dataset, balancer, trunk: mlp({ hidden: [4], dropout: 0.1 }), batchSize: 64, seed: 1 };
  const files: string[] = [];
  const whole = await fit({ ...options, epochs: 3, onCheckpoint: (made) => void files.push(JSON.stringify(made)) });
  const resume = JSON.parse(files[0] ?? '') as Checkpoint;
  const resumed = await fit({
    ...options,
    epochs: 3,
    resume,
    onCheckpoint: (made) => void files.push(JSON.stringify(made)),
  });
  const timeless = (history: typeof whole.history) => history.steps.map((step) => ({ ...step, milliseconds: 0 }));
  expect(timeless(resumed.history)).toEqual(timeless(whole.history));
  const [last, again] = [files[2], files.at(-1)].map((file) => JSON.parse(file ?? '') as Checkpoint);
  expect(again?.parameters).toEqual(last?.parameters);
  expect(again?.balancer).toEqual(last?.balancer);
  expect(again?.slots).toEqual(last?.slots);
  await whole.model.dispose();
  await resumed.model.dispose();
});
