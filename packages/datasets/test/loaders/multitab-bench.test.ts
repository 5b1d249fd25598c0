import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { at, scaleOf, valuesOf } from '../support/known.ts';
import { correlationOf, meanOf, varianceOf } from '../support/moments.ts';

const bench = datasets['multitab-bench'];

describe('multitab-bench', () => {
  it('has the seven tasks of the paper, standardised', async () => {
    const dataset = await bench.load({ size: 1000 });
    expect(dataset.tasks).toHaveLength(7);
    expect(dataset.inputs.x?.shape).toEqual([32]);
    const { mean, deviation } = scaleOf(dataset, 'task-5');
    const values = valuesOf(dataset.splits.train, 'task-5');
    expect(mean).toBeCloseTo(meanOf(values), 9);
    expect(deviation ** 2).toBeCloseTo(varianceOf(values), 6);
  });

  it.each([-0.3, 0, 0.4, 0.9])('has linear tasks of the correlation %s', async (correlation) => {
    const { splits } = await bench.load({ degrees: [1, 1, 1], correlation, size: 10_000 });
    for (const [a, b] of [
      ['task-1', 'task-2'],
      ['task-1', 'task-3'],
      ['task-2', 'task-3'],
    ] as const) {
      expect(Math.abs(correlationOf(valuesOf(splits.train, a), valuesOf(splits.train, b)) - correlation)).toBeLessThan(
        0.03,
      );
    }
  });

  it('has polynomials z + z² + … + zᵈ', async () => {
    const all = { correlation: 0, noise: 0, size: 30 };
    const linear = valuesOf((await bench.load({ ...all, degrees: [1] })).splits.train, 'task-1');
    const cubic = valuesOf((await bench.load({ ...all, degrees: [3] })).splits.train, 'task-1');
    linear.forEach((z, index) => expect(at(cubic, index)).toBeCloseTo(z + z ** 2 + z ** 3, 3));
  });

  it('refuses what no vectors can have', async () => {
    await expect(bench.load({ correlation: -0.5 })).rejects.toThrow(InvalidOptionError);
    await expect(bench.load({ inputs: 3 })).rejects.toThrow('at least the 7 tasks');
  });
});
