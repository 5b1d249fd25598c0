import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Checkpoint, fit, mlp } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const file = join(mkdtempSync(join(tmpdir(), 'run-')), 'checkpoint.json');
const dataset = await datasets.penguins.load();

/** Trains as far as it is asked to, from where the file says that the run was left. */
async function train(epochs: number): Promise<void> {
  const { model, history } = await fit({
    ...{ dataset, epochs, trunk: mlp({ hidden: [32] }), balancer: strategies.moco(), batchSize: 32, seed: 1 },
    ...(existsSync(file) && { resume: JSON.parse(readFileSync(file, 'utf8')) as Checkpoint }),
    onCheckpoint: (checkpoint) => writeFileSync(file, JSON.stringify(checkpoint)),
  });
  const losses = history.epochs.map(({ criterion }) => criterion.toFixed(3));
  console.log(`${history.epochs.length} epochs: ${losses.join(' ')}`);
  await model.dispose();
}

await train(2);
await train(4); // Goes on with the third epoch: bit by bit what train(4) alone would have done.
