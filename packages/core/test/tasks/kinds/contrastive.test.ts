import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { readFileSync } from 'node:fs';

import { compile } from '@equipoise/compiler';
import { grad, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { mlp } from '../../../src/encoders/mlp.ts';
import { batchLoss } from '../../../src/losses/batch-loss.ts';
import { huber } from '../../../src/losses/huber.ts';
import { infoNce } from '../../../src/losses/info-nce.ts';
import { auc } from '../../../src/metrics/auc.ts';
import { nearestNeighbour } from '../../../src/metrics/nearest-neighbour.ts';
import { random } from '../../../src/random.ts';
import { contrastive } from '../../../src/tasks/kinds/contrastive.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';
import { expectClose } from '../../support/expect-close.ts';

interface Case {
  readonly name: string;
  readonly embeddings: readonly number[];
  readonly groups: readonly number[];
  readonly losses: readonly {
    readonly temperature: number;
    readonly value: number;
    readonly gradient: readonly number[];
  }[];
  readonly nearest: number;
}

const written = readFileSync(new URL('../../fixtures/contrastive.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(written) as { cases: readonly Case[] };
const kind = contrastive({ dimensions: 4 });

function shareOf({ embeddings, groups }: Case, batch: number): number {
  const state = nearestNeighbour().create(kind);
  for (let from = 0; from < groups.length; from += batch) {
    const labels = Float32Array.from(groups.slice(from, from + batch));
    const outputs = Float32Array.from(embeddings.slice(4 * from, 4 * (from + batch)));
    state.update({ outputs, labels, size: labels.length });
  }
  return state.compute();
}

describe('info-nce', () => {
  it.each(cases.flatMap(({ losses, ...given }) => losses.map((loss) => ({ ...given, ...loss }))))(
    'is the loss of PyTorch with its gradient, compiled too, at $temperature: $name',
    async ({ embeddings, groups, temperature, value, gradient }) => {
      const x = tensor2d([...embeddings], [groups.length, 4]);
      const labels = tensor2d([...groups], [groups.length, 1]);
      const step = (outputs: Tensor, of: Tensor) => {
        const at = (moved: Tensor) => batchLoss(infoNce({ temperature }), moved, { labels: of });
        return [at(outputs), grad(at)(outputs)];
      };
      for (const [own, slope] of [step(x, labels), await compile(step, { engine: 'wasm' })(x, labels)]) {
        expect(own?.dataSync()[0]).toBeCloseTo(value, 5);
        expectClose(Array.from(slope?.dataSync() ?? []), [...gradient], 2e-6);
      }
    },
  );

  it('leaves out examples without a label, and is finite without pairs and at embeddings of 0', () => {
    const labels = tensor2d([1, 0, 1, 2], [4, 1]);
    const mask = tensor1d([1, 0, 1, 1]);
    const value = (lost: number) =>
      batchLoss(infoNce(), tensor2d([1, 0, lost, 1, 0.9, 0.1, 0, 1], [4, 2]), { labels, mask }).dataSync()[0];
    expect(value(1e4)).toBe(value(-3));
    const zeros = tensor2d(new Array<number>(8).fill(0), [4, 2]);
    for (const of of [labels, tensor2d([1, 2, 3, 4], [4, 1]), tensor2d([0, 0, 0, 1], [4, 1])]) {
      const slope = grad((x: Tensor) => batchLoss(infoNce(), x, { labels: of }))(zeros).dataSync();
      expect(Array.from(slope).every(Number.isFinite)).toBe(true);
    }
    expect(() => infoNce().call(zeros, tensor1d([1, 2, 3, 4]))).toThrow(
      'info-nce: the labels must have the shape [4,1]',
    );
  });
});

describe('nearest-neighbour', () => {
  it.each(cases)('is that of scikit-learn, in batches of any size: $name', (given) => {
    expect(shareOf(given, 1000)).toBeCloseTo(given.nearest, 12);
    expect(shareOf(given, 7)).toBe(shareOf(given, 1000));
  });

  it('is NaN where no group has two examples', () => {
    expect(
      shareOf({ ...(cases[0] ?? { name: '', losses: [], nearest: 0 }), embeddings: [1, 0, 0, 0], groups: [1] }, 1),
    ).toBeNaN();
  });
});

describe('contrastive', () => {
  it('predicts embeddings of the length 1, by tensor operations as well', () => {
    expect(Array.from(kind.decode([3, 0, -4, 0]))).toEqual([0.6, 0, -0.8, 0].map(Math.fround));
    const decoded = kind.decoded?.embedding?.call(tensor2d([[3, 0, -4, 0]])).dataSync() ?? [];
    expectClose(Array.from(decoded), [0.6, 0, -0.8, 0], 1e-6);
  });

  it('takes numbers of groups, and refuses losses and metrics that do not fit', () => {
    expect([1, 0, 1.5].map((group) => kind.checkLabel([group]) === undefined)).toEqual([true, false, false]);
    expect(() => contrastive({ dimensions: 1 })).toThrow('contrastive: option `dimensions` must be a whole number');
    expect(() => contrastive({ dimensions: 4, loss: huber() })).toThrow('`loss` must be a loss of embedding');
    expect(() => contrastive({ dimensions: 4, metrics: [auc()] })).toThrow('auc: option `kind` must be');
    const made = contrastive({ dimensions: 3, loss: infoNce({ temperature: 0.5 }) });
    expect(taskKindFromConfig(JSON.parse(JSON.stringify(made.config))).config).toEqual(made.config);
  });

  it('is learnt: groups that no input alone tells apart become neighbours', async () => {
    const part = (size: number, seed: number): Split => {
      const draw = random(seed);
      const x = Float32Array.from({ length: 2 * size }, () => draw.normal());
      const values = Float32Array.from({ length: size }, (_, row) => {
        const [a = 0, b = 0] = x.subarray(2 * row);
        return 1 + Number(a * b > 0);
      });
      return { size, inputs: { x }, labels: { side: { values } } };
    };
    const dataset: Dataset = {
      name: 'sides',
      inputs: { x: { shape: [2], dtype: 'float32' } },
      tasks: [{ name: 'side', kind: contrastive({ dimensions: 2 }) }],
      splits: { train: part(512, 1), validation: part(200, 2) },
    };
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: mlp({ hidden: [16] }),
      learningRate: 0.02,
      epochs: 30,
      batchSize: 64,
      engine: 'wasm',
    });
    expect((await model.evaluate(dataset.splits.validation)).metrics.side?.['nearest-neighbour']).toBeGreaterThan(0.9);
    await model.dispose();
  });
});
