import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { grad, type Tensor, tensor1d, tensor2d, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { type LossName, losses, lossesOf } from '../../src/losses/registry.ts';
import { random } from '../../src/random.ts';

const names = Object.keys(losses) as LossName[];
const elementwise = names.filter((name) => name !== 'softmax-cross-entropy');

/** The formulas of the doc comments, for one output and its label, in float64. */
const formula: Partial<Record<LossName, (x: number, y: number) => number>> = {
  'sigmoid-cross-entropy': (x, z) => -z * Math.log(1 / (1 + Math.exp(-x))) - (1 - z) * Math.log(1 / (1 + Math.exp(x))),
  'mean-squared-error': (x, y) => (x - y) ** 2,
  'mean-absolute-error': (x, y) => Math.abs(x - y),
  huber: (x, y) => (Math.abs(x - y) <= 1 ? (x - y) ** 2 / 2 : Math.abs(x - y) - 0.5),
};

function perExample(name: LossName, outputs: number[][], labels: number[] | number[][]): number[] {
  return tidy(() => Array.from(losses[name](tensor2d(outputs), labelTensor(labels)).dataSync()));
}

function gradient(name: LossName, outputs: number[][], labels: number[] | number[][]): number[] {
  const given = labelTensor(labels);
  return Array.from(grad((x: Tensor) => losses[name](x as Tensor2D, given))(tensor2d(outputs)).dataSync());
}

function labelTensor(labels: number[] | number[][]): Tensor {
  return Array.isArray(labels[0]) ? tensor2d(labels) : tensor1d(labels as number[], 'int32');
}

/** Outputs in (−3, 3) with labels that fit the loss, no nearer than 0.1 to a kink of it. */
function examples(name: LossName, seed: number): { outputs: number[][]; labels: number[] | number[][] } {
  const draw = random(seed);
  const rows = Array.from({ length: 5 }, () => Array.from({ length: 3 }, () => draw.next() * 6 - 3));
  if (name === 'softmax-cross-entropy') return { outputs: rows, labels: rows.map(() => draw.integer(3)) };
  if (name === 'sigmoid-cross-entropy')
    return { outputs: rows, labels: rows.map((row) => row.map(() => draw.integer(2))) };
  const errors = [-2.5, -1.2, -0.8, -0.1, 0.1, 0.6, 0.9, 1.1, 2];
  return { outputs: rows, labels: rows.map((row) => row.map((x) => x - (errors[draw.integer(errors.length)] ?? 0))) };
}

describe.each(names)('%s', (name) => {
  it('has the gradient that central finite differences give', () => {
    for (const seed of [1, 2, 3]) {
      const { outputs, labels } = examples(name, seed);
      const total = (moved: number[][]): number => perExample(name, moved, labels).reduce((sum, loss) => sum + loss, 0);
      const h = 2 ** -6;
      const numeric = outputs.flatMap((row, i) =>
        row.map((_, j) => {
          const moved = (by: number) => outputs.map((r, k) => (k === i ? r.map((x, l) => (l === j ? x + by : x)) : r));
          return (total(moved(h)) - total(moved(-h))) / (2 * h);
        }),
      );
      // The differences are off by h² ℓ‴/6 < 1e-5 and by float32 rounding of a sum near 30, over 2h: 1e-4.
      gradient(name, outputs, labels).forEach((value, index) => {
        expect(Math.abs(value - (numeric[index] ?? Number.NaN))).toBeLessThan(3e-4);
      });
    }
  });

  it('and its gradient stay finite for outputs of ±10⁴', () => {
    const outputs = [
      [1e4, -1e4],
      [-1e4, 1e4],
      [1e4, 1e4],
      [-1e4, -1e4],
      [0, 1e4],
    ];
    for (const value of [0, 1]) {
      const labels =
        name === 'softmax-cross-entropy' ? outputs.map(() => value) : outputs.map(() => [value, 1 - value]);
      expect(perExample(name, outputs, labels).every((loss) => Number.isFinite(loss) && loss >= 0)).toBe(true);
      expect(gradient(name, outputs, labels).every(Number.isFinite)).toBe(true);
    }
  });

  it('gives each example its own loss', () => {
    const { outputs, labels } = examples(name, 4);
    const together = perExample(name, outputs, labels);
    outputs.forEach((row, example) => {
      const alone = perExample(name, [row], labels.slice(example, example + 1));
      expect(alone).toEqual([together[example]]);
    });
  });

  it('rejects labels of another shape', () => {
    const labels = name === 'softmax-cross-entropy' ? tensor2d([[0], [1]]) : tensor1d([0, 1]);
    expect(() => losses[name](tensor2d([[1], [2]]), labels)).toThrow(`${name}: the labels must have`);
    expect(() =>
      losses[name](
        tensor2d([[1], [2]]),
        tensor2d([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toThrow(`${name}: the labels must have`);
  });

  it('belongs to a kind of task', () => {
    expect(Object.values(lossesOf).some((allowed) => allowed.includes(name))).toBe(true);
  });
});

describe.each(elementwise)('%s', (name) => {
  it('matches its formula, averaged over the outputs', () => {
    const { outputs, labels } = examples(name, 5);
    const expected = outputs.map((row, i) => {
      const sum = row.reduce(
        (total, x, j) => total + (formula[name]?.(x, (labels[i] as number[])[j] ?? 0) ?? Number.NaN),
        0,
      );
      return sum / row.length;
    });
    perExample(name, outputs, labels).forEach((loss, i) => {
      expect(loss).toBeCloseTo(expected[i] ?? Number.NaN, 5);
    });
  });
});

describe('softmax-cross-entropy', () => {
  it('matches its formula', () => {
    // softmax([ln 1, ln 2, ln 5]) = [1, 2, 5] / 8
    const logits = [0, Math.log(2), Math.log(5)];
    const [first = 0, second = 0, third = 0] = perExample('softmax-cross-entropy', [logits, logits, logits], [0, 1, 2]);
    expect(first).toBeCloseTo(Math.log(8), 6);
    expect(second).toBeCloseTo(Math.log(4), 6);
    expect(third).toBeCloseTo(Math.log(8 / 5), 6);
  });

  it('is the distance of the logits for a confident wrong prediction', () => {
    expect(perExample('softmax-cross-entropy', [[1e4, -1e4]], [1])).toEqual([2e4]);
    expect(gradient('softmax-cross-entropy', [[1e4, -1e4]], [1])).toEqual([1, -1]);
  });
});

describe('sigmoid-cross-entropy', () => {
  it('is the logit for a confident wrong prediction, 0 for a right one', () => {
    expect(perExample('sigmoid-cross-entropy', [[1e4], [-1e4], [1e4], [-1e4]], [[0], [1], [1], [0]])).toEqual([
      1e4, 1e4, 0, 0,
    ]);
    expect(gradient('sigmoid-cross-entropy', [[1e4], [-1e4], [1e4]], [[0], [1], [1]])).toEqual([1, -1, 0]);
  });
});

describe('mean-absolute-error', () => {
  it('has gradient 0 for a perfect prediction', () => {
    expect(gradient('mean-absolute-error', [[2, -1]], [[2, -1]]).map(Math.abs)).toEqual([0, 0]);
  });
});

describe('huber', () => {
  it('is continuous with its derivative at 1', () => {
    expect(perExample('huber', [[1], [-1], [3]], [[0], [0], [0]])).toEqual([0.5, 0.5, 2.5]);
    expect(gradient('huber', [[1], [-1], [3], [0.25], [0]], [[0], [0], [0], [0], [0]])).toEqual([1, -1, 1, 0.25, 0]);
  });
});
