import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { readFileSync } from 'node:fs';

import { compile } from '@equipoise/compiler';
import { grad, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { mlp } from '../../../src/encoders/mlp.ts';
import { batchLoss } from '../../../src/losses/batch-loss.ts';
import { cox } from '../../../src/losses/cox.ts';
import { huber } from '../../../src/losses/huber.ts';
import { lossFromConfig } from '../../../src/losses/registry.ts';
import { accuracy } from '../../../src/metrics/accuracy.ts';
import { TaskMetrics } from '../../../src/metrics/task-metrics.ts';
import { random } from '../../../src/random.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { survival } from '../../../src/tasks/kinds/survival.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';
import { expectClose } from '../../support/expect-close.ts';

type Ties = 'efron' | 'breslow';

interface Case extends Readonly<
  Record<Ties, { readonly likelihood: number; readonly coefficients: readonly number[] }>
> {
  readonly name: string;
  readonly x: readonly number[];
  readonly time: readonly number[];
  readonly event: readonly number[];
  readonly risk: readonly number[];
  readonly concordance: number;
}

const written = readFileSync(new URL('../../fixtures/survival.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(written) as { cases: readonly Case[] };
const each = cases.flatMap((given) => (['efron', 'breslow'] as const).map((ties) => ({ ...given, ties, given })));

function labelsOf({ time, event }: Case): number[] {
  return time.flatMap((at, index) => [at, event[index] ?? 0]);
}

function tensorsOf(given: Case, risk = given.risk): [Tensor, Tensor] {
  return [tensor2d([...risk], [risk.length, 1]), tensor2d(labelsOf(given), [risk.length, 2])];
}

function cIndexOf(given: Case, batch: number): number {
  const task = new TaskMetrics({ name: 'death', kind: survival() });
  for (let from = 0; from < given.risk.length; from += batch) {
    const outputs = Float32Array.from(given.risk.slice(from, from + batch));
    const labels = Float32Array.from(labelsOf(given).slice(2 * from, 2 * (from + batch)));
    task.update({ outputs, labels, size: outputs.length });
  }
  return task.compute()['c-index'] ?? 0;
}

describe('cox', () => {
  it.each(each)('is the partial likelihood of R, $ties: $name', ({ given, ties }) => {
    const [outputs, labels] = tensorsOf(given);
    const events = given.event.reduce((sum, one) => sum + one, 0);
    const [value = 0] = batchLoss(cox({ ties }), outputs, { labels }).dataSync();
    expect(Math.abs(value * events + given[ties].likelihood)).toBeLessThan(2e-6 * Math.abs(given[ties].likelihood));
  });

  it.each(each)('has no slope at the coefficients that R finds, $ties: $name', ({ given, ties }) => {
    const [a = 0, b = 0] = given[ties].coefficients;
    const column = (index: number) => given.x.filter((_, at) => at % 2 === index);
    const [first, second] = [column(0), column(1)];
    const fitted = first.map((x, row) => a * x + b * (second[row] ?? 0));
    const [outputs, labels] = tensorsOf(given, fitted);
    const slope = grad((x: Tensor) => batchLoss(cox({ ties }), x, { labels }))(outputs).dataSync();
    const along = (x: readonly number[]) => x.reduce((sum, value, row) => sum + value * (slope[row] ?? 0), 0);
    expect(Math.abs(along(first))).toBeLessThan(1e-5);
    expect(Math.abs(along(second))).toBeLessThan(1e-5);
  });

  it.each(each)('has the slopes of finite differences, compiled, $ties: $name', async ({ given, ties }) => {
    const [outputs, labels] = tensorsOf(given);
    const loss = (x: Tensor, y: Tensor) => batchLoss(cox({ ties }), x, { labels: y });
    const slope = Array.from(grad((x: Tensor) => loss(x, labels))(outputs).dataSync());
    const h = 2 ** -5;
    for (const row of [0, 7, 23, 39]) {
      const moved = (by: number) =>
        loss(
          tensorsOf(
            given,
            given.risk.map((x, at) => (at === row ? x + by : x)),
          )[0],
          labels,
        ).dataSync()[0] ?? 0;
      expect(Math.abs((moved(h) - moved(-h)) / (2 * h) - (slope[row] ?? 0))).toBeLessThan(5e-5);
    }
    const step = (x: Tensor, y: Tensor) => [loss(x, y), grad((at: Tensor) => loss(at, y))(x)];
    const [value, compiled] = await compile(step, { engine: 'wasm' })(outputs, labels);
    expectClose(Array.from(compiled?.dataSync() ?? []), slope, 1e-6);
    expect(value?.dataSync()[0]).toBeCloseTo(loss(outputs, labels).dataSync()[0] ?? 0, 5);
  });

  it('never has examples without a label at risk, and stays finite for outputs of any size', () => {
    const labels = tensor2d([5, 1, 0, 0, 9, 0, 5, 1], [4, 2]); // The second has none.
    const mask = tensor1d([1, 0, 1, 1]);
    const value = (lost: number) =>
      batchLoss(cox(), tensor2d([1, lost, -1, 0.5], [4, 1]), { labels, mask }).dataSync()[0];
    const apart = tensor2d([5, 1, 9, 0, 5, 1], [3, 2]);
    expect(value(1e4)).toBe(value(-3));
    expect(value(0)).toBeCloseTo(
      batchLoss(cox(), tensor2d([1, -1, 0.5], [3, 1]), { labels: apart }).dataSync()[0] ?? 0,
      6,
    );
    const far = tensor2d([1e4, 0, -1e4, 0], [4, 1]);
    const slope = grad((x: Tensor) => batchLoss(cox(), x, { labels, mask }))(far).dataSync();
    expect(Array.from(slope).every(Number.isFinite)).toBe(true);
  });

  it('is 0 without events, and refuses labels of another shape', () => {
    const outputs = tensor2d([1, 2], [2, 1]);
    expect(batchLoss(cox(), outputs, { labels: tensor2d([1, 0, 2, 0], [2, 2]) }).dataSync()[0]).toBe(0);
    expect(() => cox().call(outputs, tensor2d([1, 2], [2, 1]))).toThrow('cox: the labels must have the shape [2,2]');
    expect(() => lossFromConfig({ kind: 'loss', name: 'cox', options: { ties: 'exact' } })).toThrow(
      'cox: option `ties`',
    );
  });
});

describe('c-index', () => {
  it.each(cases)('is the concordance of R, in batches of any size: $name', (given) => {
    expect(cIndexOf(given, 1000)).toBeCloseTo(given.concordance, 12);
    expect(cIndexOf(given, 7)).toBe(cIndexOf(given, 1000));
  });

  it('is NaN where no pair can be compared', () => {
    const task = new TaskMetrics({ name: 'death', kind: survival() });
    task.update({ outputs: Float32Array.of(1, 2), labels: Float32Array.of(3, 1, 3, 1), size: 2 });
    expect(task.compute()['c-index']).toBeNaN();
  });
});

describe('survival', () => {
  it('takes a time above 0 and whether it is that of an event', () => {
    expect([survival().checkLabel([2, 1]), survival().checkLabel([0.5, 0])]).toEqual([undefined, undefined]);
    const wrong = [
      [0, 1],
      [-1, 0],
      [1, 0.5],
      [Infinity, 1],
      [Number.NaN, 0],
    ];
    for (const label of wrong)
      expect(survival().checkLabel(label)).toBe('a time above 0, and 1 for an event or 0 for none');
  });

  it('refuses losses and metrics that do not fit, and is made again from its config', () => {
    expect(() => survival({ loss: huber() })).toThrow('survival: option `loss` must be a loss of hazard');
    expect(() => survival({ metrics: [accuracy()] })).toThrow('accuracy: option `kind` must be a kind of task with');
    const kind = survival({ loss: cox({ ties: 'breslow' }) });
    const again = taskKindFromConfig(JSON.parse(JSON.stringify(kind.config)));
    expect([again.config, again.decode([1.5])]).toEqual([kind.config, 1.5]);
  });

  it('is learnt beside examples without a label, its loss that of the examples evaluated', async () => {
    const part = (size: number, seed: number): Split => {
      const draw = random(seed);
      const x = Float32Array.from({ length: 2 * size }, () => draw.normal());
      const values = new Float32Array(2 * size);
      const mask = Uint8Array.from({ length: size }, (_, row) => Number(row % 5 > 0));
      for (let row = 0; row < size; row += 1) {
        const hazard = Math.exp(1.5 * (x[2 * row] ?? 0) - (x[2 * row + 1] ?? 0));
        const [event, end] = [-Math.log(1 - draw.next()) / hazard, 3 * draw.next() + 0.01];
        values.set([Math.max(Math.min(event, end), 1e-3), Number(event < end)], 2 * row);
      }
      return { size, inputs: { x }, labels: { death: { values, mask } } };
    };
    const dataset: Dataset = {
      name: 'lives',
      inputs: { x: { shape: [2], dtype: 'float32' } },
      tasks: [{ name: 'death', kind: survival() }],
      splits: { train: part(600, 1), validation: part(100, 2) },
    };
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: mlp({ hidden: [8] }),
      learningRate: 0.02,
      epochs: 15,
      batchSize: 50,
      engine: 'wasm',
    });
    const { validation } = dataset.splits;
    const { metrics, losses } = await model.evaluate(validation);
    expect(metrics.death?.['c-index']).toBeGreaterThan(0.8);
    const known = Array.from({ length: 100 }, (_, row) => row).filter((row) => row % 5 > 0);
    const outputs = await model.predict({ x: validation.inputs.x ?? new Float32Array(0) });
    const labels = known.flatMap((row) => [...(validation.labels.death?.values.subarray(2 * row, 2 * row + 2) ?? [])]);
    const risks = known.map((row) => outputs.death?.[row] ?? Number.NaN);
    const alone = batchLoss(cox(), tensor2d(risks, [80, 1]), { labels: tensor2d(labels, [80, 2]) });
    expect(losses.death).toBeCloseTo(alone.dataSync()[0] ?? 0, 5);
    await model.dispose();
  });
});
