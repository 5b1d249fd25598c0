import { binary, type Dataset, fit, type GradientStats, mlp, type PerTask, random, type Split } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { strategies } from '../src/index.ts';

/** Points in the plane, by whether they lie above a line; every fifth label is wrong, so that examples conflict. */
function points(size: number): Split {
  const stream = random(4);
  const x = Float32Array.from({ length: 2 * size }, () => 2 * stream.next() - 1);
  const values = Float32Array.from({ length: size }, (_, row) => {
    const above = (x[2 * row] ?? 0) > (x[2 * row + 1] ?? 0);
    return Number(row % 5 === 0 ? !above : above);
  });
  return { size, inputs: { x }, labels: { above: { values } } };
}

describe('upgrad over the examples of a batch', () => {
  it('makes steps that raise no loss of an example, where the mean gradient raises some', async () => {
    const dataset: Dataset = {
      name: 'points',
      inputs: { x: { shape: [2], dtype: 'float32' } },
      tasks: [{ name: 'above', kind: binary() }],
      splits: { train: points(40), validation: points(10) },
    };
    const upgrad = strategies.upgrad();
    const steps: { readonly gramian: readonly PerTask[]; readonly weights: PerTask }[] = [];
    const balancer: typeof upgrad = {
      ...upgrad,
      weigh(stats: GradientStats, state: never) {
        const answer = upgrad.weigh(stats, state);
        steps.push({ gramian: stats.gramian, weights: answer.weights });
        return answer;
      },
    };
    const { model } = await fit({
      dataset,
      balancer,
      objectives: 'examples',
      encoder: mlp({ hidden: [32] }),
      epochs: 2,
      batchSize: 5,
      learningRate: 0.01,
      engine: 'wasm',
    });
    await model.dispose();
    expect(steps).toHaveLength(16);
    const served = (gramian: readonly PerTask[], weights: PerTask) =>
      gramian.map((row) => row.reduce((sum, entry, at) => sum + entry * (weights[at] ?? NaN), 0));
    const scale = Math.max(...steps.flatMap(({ gramian }) => gramian.map((row, at) => row[at] ?? 0)));
    const least = steps.map(({ gramian, weights }) => Math.min(...served(gramian, weights)) / scale);
    expect(Math.min(...least)).toBeGreaterThan(-1e-7);
    const plain = steps.map(({ gramian }) =>
      Math.min(
        ...served(
          gramian,
          gramian.map(() => 1),
        ),
      ),
    );
    expect(Math.min(...plain) / scale).toBeLessThan(-0.01);
  });
});
