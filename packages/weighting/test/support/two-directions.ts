import { binary, type Dataset, dense, type FitOptions, random, regression, type Split } from '@equipoise/core';

/**
 * Two tasks that a model with one shared number cannot both learn: `spend` is 3(x₀ + x₁), whose squared error is far larger than the
 * cross-entropy of `churn`, whether x₂ > x₃ but for noise. With equal weights the number is that of `spend`.
 */
const twoDirections: Dataset = {
  name: 'two directions',
  inputs: { input: { shape: [4], dtype: 'float32' } },
  tasks: [
    { name: 'spend', kind: regression() },
    { name: 'churn', kind: binary() },
  ],
  splits: { train: part('train', 256), validation: part('validation', 128) },
};

/** How a model with one shared number is trained on it: a tenth of a second. */
export const oneNumber: Omit<FitOptions, 'balancer'> = {
  dataset: twoDirections,
  encoder: dense({ units: 1 }),
  engine: 'wasm',
  learningRate: 0.05,
  epochs: 20,
  batchSize: 32,
};

function part(name: string, size: number): Split {
  const stream = random(11).fork(name);
  const rows = Array.from({ length: size }, () => Array.from({ length: 4 }, () => 2 * stream.next() - 1));
  const churn = ([, , c = 0, d = 0]: readonly number[]): number => Number(c - d + 0.3 * (stream.next() - 0.5) > 0);
  return {
    size,
    inputs: { input: Float32Array.from(rows.flat()) },
    labels: {
      spend: { values: Float32Array.from(rows, ([a = 0, b = 0]) => 3 * (a + b)) },
      churn: { values: Float32Array.from(rows, churn) },
    },
  };
}
