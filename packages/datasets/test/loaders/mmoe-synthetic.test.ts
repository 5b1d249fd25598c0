import { describe, expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { at, inputOf, valuesOf } from '../support/known.ts';
import { correlationOf, varianceOf } from '../support/moments.ts';

const synthetic = datasets['mmoe-synthetic'];

describe('mmoe-synthetic', () => {
  // Without sines, yᵢ = wᵢᵀx + ε of variance 1 + 0.01, and the covariance of the tasks is the cosine of their weights.
  it.each([-1, 0, 0.5, 1])('has linear tasks of the correlation p = %s', async (correlation) => {
    const { splits } = await synthetic.load({ correlation, sines: 0, size: 10_000 });
    const [first, second] = [valuesOf(splits.train, 'first'), valuesOf(splits.train, 'second')];
    expect(varianceOf(first)).toBeCloseTo(1.01, 1);
    expect(Math.abs(correlationOf(first, second) - correlation / 1.01)).toBeLessThan(0.03);
  });

  it('has one task twice when p = 1, but for the noise of variance 0.01 each', async () => {
    const { splits } = await synthetic.load({ correlation: 1, size: 5000 });
    const second = valuesOf(splits.train, 'second');
    const differences = Array.from(valuesOf(splits.train, 'first'), (value, index) => value - at(second, index));
    expect(varianceOf(differences)).toBeCloseTo(0.02, 2);
  });

  it('adds sin(j z + j − 1) to z', async () => {
    const { splits } = await synthetic.load({ inputs: 2, correlation: 0, sines: 2, noise: 0, size: 50 });
    const linear = await synthetic.load({ inputs: 2, correlation: 0, sines: 0, noise: 0, size: 50 });
    const values = valuesOf(splits.train, 'first');
    valuesOf(linear.splits.train, 'first').forEach((z, index) => {
      expect(at(values, index)).toBeCloseTo(z + Math.sin(z) + Math.sin(2 * z + 1), 5);
    });
  });

  it('has one test split for every size; fewer training examples are the beginning of more', async () => {
    const [few, many] = [await synthetic.load({ size: 10 }), await synthetic.load({ size: 20 })];
    expect(few.splits.test).toEqual(many.splits.test);
    expect(inputOf(few.splits.train, 'x')).toEqual(inputOf(many.splits.train, 'x').slice(0, 1000));
    expect(valuesOf(few.splits.train, 'second')).toEqual(valuesOf(many.splits.train, 'second').slice(0, 10));
    const other = await synthetic.load({ size: 10, seed: 1 });
    expect(other.splits.train).not.toEqual(few.splits.train);
  });
});
