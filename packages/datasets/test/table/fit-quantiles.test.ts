import { describe, expect, it } from 'vitest';

import { fromTable } from '../../src/from-table.ts';
import { fitQuantiles } from '../../src/table/fit-quantiles.ts';
import type { NumericInput } from '../../src/table/input-options.ts';

const close = (values: readonly number[]): readonly unknown[] => values.map((value) => expect.closeTo(value, 5));

describe('fitQuantiles', () => {
  it('maps quantiles as scikit-learn does', () => {
    const numbers = Float64Array.of(3, 1, 1, 1, 4, 1.5, 9, 2.6, 5, 35, 8, 9.7, 9.3, 2.3, 8.4);
    const knots = fitQuantiles(numbers, 6, { mean: 0, deviation: 1 });
    // Of scikit-learn 1.2.1: QuantileTransformer(n_quantiles=6, output_distribution='normal'), its quantiles_ and what it maps them to.
    expect(knots?.from).toEqual(close([1, 1.4, 2.84, 6.2, 9.06, 35]));
    expect(knots?.to).toEqual(close([-5.1993375, -0.8416212, -0.2533471, 0.2533471, 0.8416212, 5.1993375]));
  });

  it('counts the mean probability of equal quantiles, and is nothing of equal numbers', () => {
    const scale = { mean: 1, deviation: 2 };
    // Quantiles 0, 1, 1, 1, 3: Φ⁻¹ of 0, of the mean of ¼, ½, ¾, and of 1.
    const knots = fitQuantiles(Float64Array.of(1, 1, 0, 3, 1), 9, scale);
    expect(knots).toEqual({ from: [-0.5, 0, 1], to: close([-5.1993375, 0, 5.1993375]) });
    expect(fitQuantiles(Float64Array.of(4, 4), 5, scale)).toBeUndefined();
  });
});

it('fromTable maps a column by quantiles of its training rows, and refuses other options', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    income: Math.exp(index / 10),
    age: index,
    churn: index % 2,
  }));
  const targets = { churn: 'binary' } as const;
  const build = (age: NumericInput): unknown => fromTable({ table: rows, inputs: { age }, targets });
  const inputs = { income: { kind: 'numeric', quantiles: 50 }, age: 'numeric' } as const;
  const { splits } = fromTable({ table: rows, inputs, targets });
  const values = [...(splits.train.inputs.table as Float32Array)].filter((_, at) => at % 2 === 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.05);
  // Half of a normal distribution is within ±0.6745; of standardised incomes nearly all are.
  expect(values.filter((value) => Math.abs(value) < 0.6745).length / values.length).toBeCloseTo(0.5, 1);
  expect(() => build({ kind: 'numeric', quantiles: 1 })).toThrow(
    'numeric: option `quantiles` must be a whole number of at least 2, received 1.',
  );
  expect(() => build({ kind: 'numeric', quantile: 9 } as never)).toThrow('quantiles');
});
