import {
  adam,
  binary,
  type Callback,
  type Checkpoint,
  type Dataset,
  fit,
  hardSharing,
  lion,
  mlp,
  mmoe,
  multiclass,
  random,
  regression,
  sgd,
  type Split,
} from '@equipoise/core';
import { parseStrategy, strategies } from '@equipoise/weighting';
import { expect, it } from 'vitest';

const architectures = { 'hard sharing': hardSharing(), MMoE: mmoe({ experts: 2 }) };
const optimizers = { Adam: adam(), 'SGD with momentum': sgd({ momentum: 0.9 }), Lion: lion() };
const dataset = tinyDataset();

const models = Object.entries(architectures).flatMap(([name, architecture]) =>
  Object.entries(optimizers).map(([rule, optimizer]) => [`${name} and ${rule}`, { architecture, optimizer }] as const),
);

for (const [model, parts] of models) {
  it.each(Object.keys(strategies))(`%s resumes to the same bits, with ${model}`, async (name) => {
    const run = async (resume?: Checkpoint): Promise<readonly Checkpoint[]> => {
      const made: Checkpoint[] = [];
      const keep: Callback = {
        name: 'keep',
        async onEpochEnd({ epoch }, trainer) {
          if (epoch === 1 || epoch === 3) made.push(await trainer.checkpoint());
        },
      };
      const { model } = await fit({
        ...parts,
        dataset,
        balancer: parseStrategy(name),
        encoder: mlp({ hidden: [4], dropout: 0.1 }),
        epochs: 4,
        batchSize: 8,
        learningRate: 0.01,
        seed: 1,
        engine: 'wasm',
        callbacks: [keep],
        ...(resume && { resume }),
      });
      await model.dispose();
      return made;
    };
    const [half, whole] = await run();
    if (!half || !whole) throw new Error('There are checkpoints after two and four epochs.');
    const [resumed] = await run({ ...half, state: JSON.parse(JSON.stringify(half.state)) as Checkpoint['state'] });
    expect(half.tensors.parameters).not.toEqual(whole.tensors.parameters);
    expect(resumed).toEqual(whole);
  });
}

/** 24 examples of three numbers, with a task of each kind; some labels are missing. */
function tinyDataset(): Dataset {
  const stream = random(5);
  const split = (size: number): Split => {
    const x = Float32Array.from({ length: 3 * size }, () => stream.normal());
    const score = (row: number): number => (x[3 * row] ?? 0) - (x[3 * row + 1] ?? 0) + 0.1 * stream.normal();
    const labels = (valueOf: (score: number) => number): Float32Array =>
      Float32Array.from({ length: size }, (_, row) => valueOf(score(row)));
    const mask = Uint8Array.from({ length: size }, (_, row) => (row % 5 === 0 ? 0 : 1));
    return {
      size,
      inputs: { x },
      labels: {
        amount: { values: labels((value) => value), mask },
        sign: { values: labels((value) => (value > 0 ? 1 : 0)) },
        third: { values: labels((value) => (value < -1 ? 0 : value < 1 ? 1 : 2)) },
      },
    };
  };
  return {
    name: 'tiny',
    inputs: { x: { shape: [3], dtype: 'float32' } },
    tasks: [
      { name: 'amount', kind: regression() },
      { name: 'sign', kind: binary() },
      { name: 'third', kind: multiclass({ classes: 3 }) },
    ],
    splits: { train: split(24), validation: split(24) },
  };
}
