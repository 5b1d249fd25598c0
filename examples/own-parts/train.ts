import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Dataset, fit, loadModel, regression } from '@equipoise/core';
import { strategies } from '@equipoise/weighting';

import { sharedPrivate } from './architecture.ts';
import { stopBelow } from './callback.ts';
import { preluMlp } from './layer.ts';
import { charbonnier } from './loss.ts';
import { maxError } from './metric.ts';
import { normalized } from './optimizer.ts';
import { points } from './points.ts';
import { angle } from './task-kind.ts';

const dataset = {
  name: 'points',
  inputs: { at: { shape: [2], dtype: 'float32' } },
  tasks: [
    { name: 'direction', kind: angle() },
    { name: 'distance', kind: regression({ loss: charbonnier({ epsilon: 0.01 }), metrics: [maxError()] }) },
  ],
  splits: { train: points(1000, 1), validation: points(200, 2) },
} satisfies Dataset;

const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  architecture: sharedPrivate(),
  encoder: preluMlp({ hidden: [32, 32] }),
  optimizer: normalized({ beta: 0.9 }),
  learningRate: 0.05,
  batchSize: 50,
  epochs: 100,
  keep: 'last',
  callbacks: [stopBelow('direction', 'mae', 0.05)],
});
console.log((await model.evaluate(dataset.splits.validation)).metrics);

export const file = join(mkdtempSync(join(tmpdir(), 'own-parts-')), 'points.safetensors');
model.save(file);
await model.dispose();

const loaded = loadModel(file, {
  architectures: { 'shared-private': sharedPrivate },
  encoders: { preluMlp },
  taskKinds: { angle },
  losses: { charbonnier },
  metrics: { 'max-error': maxError },
});
const outputs = await loaded.predict({ at: Float32Array.of(0.5, 0.5) });
for (const { name, kind } of loaded.tasks) console.log(name, kind.decode(outputs[name] ?? [])); // About π/4 and √½.
await loaded.dispose();
