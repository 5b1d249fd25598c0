import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Checkpoint, fit, mlp } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const file = join(mkdtempSync(join(tmpdir(), 'run-')), 'checkpoint.json');
const dataset = await datasets.penguins.load();

/** Trains up to the given number of epochs, and resumes from the checkpoint if there is one. */
async function train(epochs: number): Promise<void> {
  const { model, history } = await fit({
    dataset,
    epochs,
    trunk: mlp({ hidden: [32] }),
    balancer: strategies.moco(),
    batchSize: 32,
    seed: 1,
    ...(existsSync(file) && { resume: JSON.parse(readFileSync(file, 'utf8')) as Checkpoint }),
    onCheckpoint: (checkpoint) => writeFileSync(file, JSON.stringify(checkpoint)),
  });
  const losses = history.epochs.map(({ criterion }) => criterion.toFixed(3));
  console.log(`${history.epochs.length} epochs: ${losses.join(' ')}`);
  await model.dispose();
}

await train(2);
await train(4); // Resumes with the third epoch; same bits as train(4) without a stop.
