import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkpoints, fit, loadCheckpoint } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const folder = mkdtempSync(join(tmpdir(), 'run-'));
const dataset = await datasets.penguins.load();

/** Trains up to the given number of epochs, and resumes from the newest checkpoint if there is one. */
async function train(epochs: number): Promise<void> {
  const resume = loadCheckpoint(folder);
  const { model, history } = await fit({
    dataset,
    epochs,
    balancer: strategies.moco(),
    batchSize: 32,
    callbacks: [checkpoints(folder)],
    ...(resume && { resume }),
  });
  for (const { epoch, monitored } of history.epochs) console.log(`epoch ${epoch + 1}: ${monitored.toFixed(3)}`);
  await model.dispose();
}

await train(2);
await train(4); // Resumes with the third epoch; same bits as train(4) without a stop.
