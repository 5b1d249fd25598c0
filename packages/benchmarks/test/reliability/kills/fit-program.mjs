// Trains a model with checkpoints in a folder, from the newest one of them; notes each epoch in the file `said` once it is kept.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkpoints, fit, loadCheckpoint, mlp } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { parseStrategy } from '@equipoise/weighting';

const [folder] = process.argv.slice(2);
const resume = loadCheckpoint(join(folder, 'checkpoints'));
const said = {
  name: 'said',
  onEpochEnd: ({ epoch }) => appendFileSync(join(folder, 'said'), `${epoch + 1}\n`),
};
const { model } = await fit({
  dataset: await datasets.penguins.load(),
  encoder: mlp({ hidden: [16], dropout: 0.1 }),
  balancer: parseStrategy('famo'),
  epochs: 60,
  batchSize: 16,
  engine: 'wasm',
  callbacks: [checkpoints(join(folder, 'checkpoints')), said],
  ...(resume && { resume }),
});
model.save(join(folder, 'model.safetensors'));
await model.dispose();
