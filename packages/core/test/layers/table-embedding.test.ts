import { describe, expect, it } from 'vitest';

import { mlp } from '../../src/encoders/mlp.ts';
import { tabular } from '../../src/encoders/tabular.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import type { ColumnSpec, TensorSpec } from '../../src/layers/layer.ts';
import { embeddingWidth, tableEmbedding } from '../../src/layers/table-embedding.ts';
import { build, runLayer } from '../support/run-layer.ts';

function row(columns: readonly ColumnSpec[]): TensorSpec {
  return { shape: [columns.length], dtype: 'float32', columns };
}

const mixed = row([{ name: 'size' }, { name: 'age' }, { name: 'colour', levels: 2 }, { name: 'weight' }]);

describe('tableEmbedding', () => {
  it('has the vector of a level in place of its number, and numbers as they are', () => {
    const layer = build(tableEmbedding(), mixed);
    // 1.6 · 2^0.56 = 2.36: vectors of 2.
    expect(layer.parameters.map(({ path, shape }) => [path, shape])).toEqual([['colour', [2, 2]]]);
    const output = runLayer(layer, { values: [5, 6, 1, 7, 8, 9, 0, 10], shape: [2, 4] }, [[1, 2, 3, 4]]);
    expect(output).toEqual({ values: [5, 6, 3, 4, 7, 8, 9, 1, 2, 10], shape: [2, 5] });
    expect(layer.output.shape).toEqual([5]);
  });

  it('has a width of 1.6 n^0.56, from 1 to 64', () => {
    expect([1, 2, 10, 50, 3000].map(embeddingWidth)).toEqual([2, 2, 6, 14, 64]);
  });

  it('is the numbers themselves in a table of numbers', () => {
    const layer = build(tableEmbedding(), row([{ name: 'a' }, { name: 'b' }]));
    expect(runLayer(layer, { values: [1, 2], shape: [1, 2] }).values).toEqual([1, 2]);
    expect(layer.parameters).toEqual([]);
  });

  it('takes categories alone, whatever they are called', () => {
    const layer = build(
      tableEmbedding(),
      row([
        { name: 'a/b', levels: 1 },
        { name: '__proto__', levels: 1 },
      ]),
    );
    expect(layer.parameters.map(({ path }) => path)).toEqual(['a%2Fb', '__proto__']);
    expect(
      runLayer(layer, { values: [0, 0], shape: [1, 2] }, [
        [1, 2],
        [3, 4],
      ]).values,
    ).toEqual([1, 2, 3, 4]);
  });

  it('takes rows of a table only', () => {
    expect(() => build(tableEmbedding(), [4])).toThrow(InvalidOptionError);
  });
});

describe('the encoder of a table', () => {
  it('is much smaller than one-hot columns, for a column of 3,000 levels', () => {
    const wide = row([{ name: 'city', levels: 3000 }]);
    const { parameters, output } = build(tabular({ hidden: [64] }), wide);
    expect(output.shape).toEqual([64]);
    // A vector of 64 for each level, and 64 × 64 weights with their biases; one-hot, 3,000 × 64 are read in every step.
    expect(parameters.map(({ size }) => size)).toEqual([3000 * 64, 64 * 64, 64]);
  });

  it('is mlp for numbers, which refuses categories', () => {
    expect(() => build(mlp(), mixed)).toThrow(
      'mlp: option `input` must be numbers only (the encoder tabular() takes categories), received "categories".',
    );
  });
});
