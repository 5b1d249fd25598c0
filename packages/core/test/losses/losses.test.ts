import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { readFileSync } from 'node:fs';

import { compile } from '@equipoise/compiler';
import { grad, type Tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { batchLoss } from '../../src/losses/batch-loss.ts';
import type { Loss } from '../../src/losses/loss.ts';
import { lossFromConfig, type LossName, losses } from '../../src/losses/registry.ts';
import { random } from '../../src/random.ts';

interface Case {
  readonly name: LossName;
  readonly options: object;
  readonly outputs: number[][];
  readonly labels: number[] | number[][];
  readonly fit: boolean;
  readonly expected: number;
}

const written = readFileSync(new URL('../fixtures/losses.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(written) as { cases: readonly Case[] };
/** Losses over a batch, in which an example has no loss of its own, have tests beside their kinds of task. */
const forms = ['classes', 'labels', 'numbers'];
const names = (Object.keys(losses) as LossName[]).filter((name) => forms.includes(losses[name].create().form));

/** The loss of a case, with what it takes from the labels. */
function fittedLoss({ name, options, labels, outputs, fit }: Case): Loss {
  const loss = lossFromConfig({ kind: 'loss', name, options });
  const count = loss.form === 'classes' ? (outputs[0]?.length ?? 0) : (labels[0] as number[]).length;
  return fit ? (loss.fitted?.(labels.flat(), { form: loss.form, count }) ?? loss) : loss;
}

function labelTensor(labels: number[] | number[][]): Tensor {
  return Array.isArray(labels[0]) ? tensor2d(labels) : tensor1d(labels as number[], 'int32');
}

function perExample(loss: Loss, outputs: number[][], labels: number[] | number[][]): number[] {
  return tidy(() => Array.from(loss.call(tensor2d(outputs), labelTensor(labels)).dataSync()));
}

function gradient(loss: Loss, outputs: number[][], labels: number[] | number[][]): number[] {
  const given = labelTensor(labels);
  return Array.from(grad((x: Tensor) => loss.call(x, given))(tensor2d(outputs)).dataSync());
}

/** Two targets, classes or labels, for a loss. */
function examples(loss: Loss, seed: number): { outputs: number[][]; labels: number[] | number[][] } {
  const draw = random(seed);
  const width = 2 * (loss.outputsPerTarget ?? 1);
  const away = loss.name === 'cosine-distance' ? 1 : 0; // Short vectors turn too fast for differences.
  const far = (value: number) => value + away * Math.sign(value);
  const outputs = Array.from({ length: 5 }, () => Array.from({ length: width }, () => far(draw.next() * 6 - 3)));
  if (loss.form === 'classes') return { outputs, labels: outputs.map(() => draw.integer(width)) };
  if (loss.form === 'labels') return { outputs, labels: outputs.map((row) => row.map(() => draw.integer(2))) };
  // No nearer than 0.1 to an error at which a loss has a kink; counts where it takes no negative ones.
  const errors = [-2.5, -1.2, -0.8, -0.1, 0.1, 0.6, 0.9, 1.1, 2];
  const near = (output: number) => output - (errors[draw.integer(errors.length)] ?? 0);
  const each = width / 2;
  const label = (row: number[], target: number) => (loss.checkLabel ? draw.integer(5) : near(row[target * each] ?? 0));
  const kinked = (row: number[], [a = 0, b = 0]: number[]) =>
    row.some((output, index) => Math.abs(output - (index < each ? a : b)) < 0.05);
  const labels = outputs.map((row) => {
    let pair = [label(row, 0), label(row, 1)];
    while (loss.name === 'quantile' && kinked(row, pair)) pair = [label(row, 0), label(row, 1)];
    return pair;
  });
  return { outputs, labels };
}

describe('losses', () => {
  it.each(cases.map((given, index) => [given.name, index, given] as const))(
    '%s equals scikit-learn, SciPy or NumPy, case %i',
    (_, __, given) => {
      const loss = fittedLoss(given);
      const value = tidy(() =>
        batchLoss(loss, tensor2d(given.outputs), { labels: labelTensor(given.labels) }).dataSync(),
      );
      const apart = Math.abs((value[0] ?? Number.NaN) - given.expected);
      expect(apart).toBeLessThan(5e-6 * Math.max(1, given.expected));
    },
  );

  it.each(cases.map((given, index) => [given.name, index, given] as const))(
    '%s is the same in a compiled step, with its gradient, case %i',
    async (_, __, given) => {
      const loss = fittedLoss(given);
      const [outputs, labels] = [tensor2d(given.outputs), labelTensor(given.labels)];
      const step = (x: Tensor, y: Tensor) => {
        const value = (at: Tensor) => batchLoss(loss, at, { labels: y });
        return [value(x), grad(value)(x)];
      };
      const compiled = await compile(step, { engine: 'wasm' })(outputs, labels);
      step(outputs, labels).forEach((expected, index) => {
        const received = compiled[index]?.dataSync() ?? [];
        expected.dataSync().forEach((value, at) => {
          expect(received[at]).toBeCloseTo(value, 5);
        });
      });
    },
  );

  it('are refused with unknown options, names and bad values', () => {
    expect(() => losses.huber.create({ delta: 0 })).toThrow(
      'huber: option `delta` must be a number above 0, received 0.',
    );
    expect(() => losses.quantile.create({ q: [0.9, 0.1] })).toThrow('quantile: option `q` must be a list of ascending');
    expect(() => losses['softmax-cross-entropy'].create({ classWeights: [1, 0] })).toThrow(
      '`classWeights` must be a list',
    );
    expect(() => lossFromConfig({ kind: 'loss', name: 'hubert', options: {} })).toThrow('did you mean huber');
    expect(() => lossFromConfig({ kind: 'loss', name: 'poisson', options: { log: true } })).toThrow('no option `log`');
  });

  it('with balanced weights ask to be fitted first', () => {
    const loss = losses['softmax-cross-entropy'].create({ classWeights: 'balanced' });
    expect(() => loss.weight?.(tensor1d([0, 1], 'int32'))).toThrow('call fitted(labels, target) first');
  });
});

describe.each(names)('%s', (name) => {
  const loss = losses[name].create();

  it('has the gradient that central finite differences give', () => {
    for (const seed of [1, 2, 3]) {
      const { outputs, labels } = examples(loss, seed);
      const total = (moved: number[][]): number => perExample(loss, moved, labels).reduce((sum, each) => sum + each, 0);
      const h = 2 ** -6;
      const numeric = outputs.flatMap((row, i) =>
        row.map((_, j) => {
          const moved = (by: number) => outputs.map((r, k) => (k === i ? r.map((x, l) => (l === j ? x + by : x)) : r));
          return (total(moved(h)) - total(moved(-h))) / (2 * h);
        }),
      );
      const largest = Math.max(1, ...numeric.map(Math.abs));
      // The differences are off by h² ℓ‴/6 and by float32 rounding of the sum over 2h, both in proportion to the slopes.
      gradient(loss, outputs, labels).forEach((value, index) => {
        expect(Math.abs(value - (numeric[index] ?? Number.NaN))).toBeLessThan(3e-4 * largest);
      });
    }
  });

  it('and its gradient stay finite for large outputs', () => {
    const size = name === 'poisson' ? 80 : 1e4; // exp(80) is near the largest float32.
    const width = 2 * (loss.outputsPerTarget ?? 1);
    for (const signs of [0, 1, 2, 3]) {
      const outputs = [Array.from({ length: width }, (_, index) => ((signs >> (index % 2)) & 1 ? size : -size))];
      for (const value of [0, 1]) {
        const labels = loss.form === 'classes' ? [value] : [[value, 1 - value]];
        expect(perExample(loss, outputs, labels).every(Number.isFinite)).toBe(true);
        expect(gradient(loss, outputs, labels).every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('gives each example its own loss', () => {
    const { outputs, labels } = examples(loss, 4);
    const together = perExample(loss, outputs, labels);
    outputs.forEach((row, example) => {
      expect(perExample(loss, [row], labels.slice(example, example + 1) as number[][])).toEqual([together[example]]);
    });
  });

  it('rejects labels of another shape', () => {
    const width = 2 * (loss.outputsPerTarget ?? 1);
    const outputs = tensor2d([new Array<number>(width).fill(1), new Array<number>(width).fill(2)]);
    const flat = loss.form === 'classes' ? tensor2d([[0], [1]]) : tensor1d([0, 1]);
    expect(() => loss.call(outputs, flat)).toThrow(`${name}: the labels must have`);
    const long = new Array<number>(width + 1).fill(0);
    expect(() => loss.call(outputs, tensor2d([long, long]))).toThrow(`${name}: the labels must have`);
  });

  it('can be made again from its config', () => {
    expect(lossFromConfig(JSON.parse(JSON.stringify(loss.config))).config).toEqual(loss.config);
  });
});
