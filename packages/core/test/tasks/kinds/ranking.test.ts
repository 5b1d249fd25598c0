import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { readFileSync } from 'node:fs';

import { compile } from '@equipoise/compiler';
import { grad, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { mlp } from '../../../src/encoders/mlp.ts';
import { batchLoss } from '../../../src/losses/batch-loss.ts';
import { bpr } from '../../../src/losses/bpr.ts';
import { gaussian } from '../../../src/losses/gaussian.ts';
import type { Loss } from '../../../src/losses/loss.ts';
import { meanSquaredError } from '../../../src/losses/mean-squared-error.ts';
import { sampledSoftmax } from '../../../src/losses/sampled-softmax.ts';
import { sigmoidCrossEntropy } from '../../../src/losses/sigmoid-cross-entropy.ts';
import { softmaxCrossEntropy } from '../../../src/losses/softmax-cross-entropy.ts';
import { auc } from '../../../src/metrics/auc.ts';
import { groupAuc } from '../../../src/metrics/group-auc.ts';
import type { Metric } from '../../../src/metrics/metric.ts';
import { mrr } from '../../../src/metrics/mrr.ts';
import { ndcg } from '../../../src/metrics/ndcg.ts';
import { recallAt } from '../../../src/metrics/recall-at.ts';
import { rmse } from '../../../src/metrics/rmse.ts';
import { random } from '../../../src/random.ts';
import { ranking } from '../../../src/tasks/kinds/ranking.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';
import { expectClose } from '../../support/expect-close.ts';

interface Case {
  readonly name: string;
  readonly scores: readonly number[];
  readonly relevances: readonly number[];
  readonly groups: readonly number[];
  readonly metrics: Readonly<Record<string, number>>;
  readonly losses: Readonly<Record<string, { readonly value: number; readonly gradient: readonly number[] }>>;
}

const written = readFileSync(new URL('../../fixtures/ranking.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(written) as { cases: readonly Case[] };

const metrics: Readonly<Record<string, Metric>> = {
  'ndcg@3': ndcg({ k: 3 }),
  'ndcg@10': ndcg(),
  'ndcg@3 exponential': ndcg({ k: 3, gain: 'exponential' }),
  'recall@2': recallAt({ k: 2 }),
  mrr: mrr(),
  auc: groupAuc(),
};
const losses: Readonly<Record<string, Loss>> = {
  bpr: bpr(),
  'sampled-softmax': sampledSoftmax(),
  'sampled-softmax 0.5': sampledSoftmax({ temperature: 0.5 }),
};

function labelsOf({ relevances, groups }: Case): number[] {
  return relevances.flatMap((relevance, row) => [relevance, groups[row] ?? 0]);
}

function measured(metric: Metric, given: Case, batch = 1000): number {
  const state = metric.create(ranking());
  const labels = Float32Array.from(labelsOf(given));
  for (let from = 0; from < given.scores.length; from += batch) {
    const outputs = Float32Array.from(given.scores.slice(from, from + batch));
    state.update({ outputs, labels: labels.subarray(2 * from, 2 * (from + batch)), size: outputs.length });
  }
  return state.compute();
}

function tensorsOf(given: Case): [Tensor, Tensor] {
  const size = given.scores.length;
  return [tensor2d([...given.scores], [size, 1]), tensor2d(labelsOf(given), [size, 2])];
}

describe('metrics by group', () => {
  it.each(cases.flatMap((given) => Object.keys(metrics).map((metric) => ({ name: given.name, metric, given }))))(
    '$metric is the reference, in batches of any size: $name',
    ({ metric, given }) => {
      const own = metrics[metric] ?? mrr();
      expect(measured(own, given)).toBeCloseTo(given.metrics[metric] ?? Number.NaN, 12);
      expect(measured(own, given, 7)).toBe(measured(own, given));
    },
  );

  it.each(cases)('are NaN where no example is relevant: $name', (given) => {
    const none = { ...given, relevances: given.relevances.map(() => 0) };
    for (const metric of Object.values(metrics)) expect(measured(metric, none)).toBeNaN();
  });
});

describe.each(Object.keys(losses))('%s', (name) => {
  const loss = losses[name] ?? bpr();

  it.each(cases)('is the loss of PyTorch with its gradient, compiled as well: $name', async (given) => {
    const [outputs, labels] = tensorsOf(given);
    const { value = NaN, gradient = [] } = given.losses[name] ?? {};
    const step = (x: Tensor, y: Tensor) => {
      const at = (moved: Tensor) => batchLoss(loss, moved, { labels: y });
      return [at(x), grad(at)(x)];
    };
    for (const [own, slope] of [step(outputs, labels), await compile(step, { engine: 'wasm' })(outputs, labels)]) {
      expect(own?.dataSync()[0]).toBeCloseTo(value, 5);
      expectClose(Array.from(slope?.dataSync() ?? []), [...gradient], 1e-6);
    }
  });

  it('leaves out examples without a label, and stays finite for scores of any size', () => {
    const labels = tensor2d([1, 1, 0, 0, 0, 1, 0, 1], [4, 2]); // The second has none.
    const mask = tensor1d([1, 0, 1, 1]);
    const value = (lost: number) =>
      batchLoss(loss, tensor2d([1, lost, -1, 0.5], [4, 1]), { labels, mask }).dataSync()[0];
    expect(value(1e4)).toBe(value(-3));
    const far = tensor2d([-1e4, 0, 1e4, 0], [4, 1]);
    const slope = grad((x: Tensor) => batchLoss(loss, x, { labels, mask }))(far).dataSync();
    expect(Array.from(slope).every(Number.isFinite)).toBe(true);
  });

  it('is 0 without pairs, and refuses labels of another shape', () => {
    const outputs = tensor2d([1, 2], [2, 1]);
    expect(batchLoss(loss, outputs, { labels: tensor2d([1, 1, 0, 2], [2, 2]) }).dataSync()[0]).toBe(0);
    expect(() => loss.call(outputs, tensor2d([1, 2], [2, 1]))).toThrow(/: the labels must have the shape \[2,2\]/);
  });
});

describe('ranking', () => {
  it('takes a relevance and a group', () => {
    const message = 'a relevance of at least 0, and the number of a group from 1';
    expect([ranking().checkLabel([3, 1]), ranking().checkLabel([0, 7])]).toEqual([undefined, undefined]);
    for (const wrong of [
      [-1, 1],
      [1, 0],
      [1, 1.5],
      [Infinity, 1],
    ])
      expect(ranking().checkLabel(wrong)).toBe(message);
    expect(ranking({ loss: sigmoidCrossEntropy() }).checkLabel([2, 1])).toMatch('a relevance of 0 or 1');
  });

  it('may have a loss of one label or number on the relevance', () => {
    const outputs = tensor2d([0.5, -1, 2], [3, 1]);
    const labels = tensor2d([1, 1, 0, 1, 1, 2], [3, 2]);
    const relevances = tensor2d([1, 0, 1], [3, 1]);
    for (const loss of [sigmoidCrossEntropy(), meanSquaredError()]) {
      const [own, alone] = [ranking({ loss }).loss.call(outputs, labels), loss.call(outputs, relevances)];
      expect(Array.from(own.dataSync())).toEqual(Array.from(alone.dataSync()));
    }
    const balanced = ranking({ loss: sigmoidCrossEntropy({ classWeights: 'balanced' }) });
    // One relevant of four: n / (K n_c).
    const fitted = balanced.loss.fitted?.([1, 1, 0, 1, 0, 2, 0, 2], balanced.target);
    expect(fitted?.config.options.classWeights).toEqual([4 / 6, 2]);
    expect(Array.from(fitted?.weight?.(tensor2d([1, 1, 0, 3], [2, 2])).dataSync() ?? [])).toEqual([
      2,
      expect.closeTo(4 / 6, 6),
    ]);
  });

  it('refuses losses and metrics that do not fit, and is made again from its config', () => {
    expect(() => ranking({ loss: softmaxCrossEntropy() })).toThrow(
      'ranking: option `loss` must be a loss of relevance',
    );
    expect(() => ranking({ loss: gaussian() })).toThrow('ranking: option `loss` must be one with a single output');
    expect(() => ranking({ metrics: [rmse()] })).toThrow('rmse: option `kind` must be a kind of task with numbers');
    expect(() => ndcg({ k: 0 })).toThrow('ndcg: option `k` must be a whole number of at least 1');
    const kind = ranking({ loss: sampledSoftmax({ temperature: 0.2 }), metrics: [ndcg({ k: 5 }), auc()] });
    const again = taskKindFromConfig(JSON.parse(JSON.stringify(kind.config)));
    expect([again.config, again.decode([1.5])]).toEqual([kind.config, 1.5]);
  });

  it.each([bpr(), sampledSoftmax(), sigmoidCrossEntropy()])('is learnt', async (loss) => {
    const part = (size: number, seed: number): Split => {
      const draw = random(seed);
      const x = Float32Array.from({ length: 2 * size }, () => draw.normal());
      const values = Float32Array.from({ length: 2 * size }, (_, at) => {
        if (at % 2 === 1) return 1 + Math.floor(at / 20); // Ten of each group.
        return Number((x[at] ?? 0) - (x[at + 1] ?? 0) + 0.3 * draw.normal() > 1);
      });
      return { size, inputs: { x }, labels: { shown: { values } } };
    };
    const dataset: Dataset = {
      name: 'items',
      inputs: { x: { shape: [2], dtype: 'float32' } },
      tasks: [{ name: 'shown', kind: ranking({ loss, metrics: [ndcg(), auc()] }) }],
      splits: { train: part(400, 1), validation: part(200, 2) },
    };
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: mlp({ hidden: [8] }),
      learningRate: 0.02,
      epochs: 20,
      batchSize: 200,
      engine: 'wasm',
    });
    const { shown = {} } = (await model.evaluate(dataset.splits.validation)).metrics;
    expect(shown.ndcg).toBeGreaterThan(0.93);
    expect(shown.auc).toBeGreaterThan(0.93);
    await model.dispose();
  });
});
