import { describe, expect, it } from 'vitest';

import { batchOf } from '../../src/data/batch.ts';
import type { Split } from '../../src/data/dataset.ts';
import { gatherSplit } from '../../src/data/split-source.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';

const tasks = [
  { name: 'which', kind: multiclass({ classes: 3 }) },
  { name: 'much', kind: regression({ targets: 2 }) },
];
const rows: TensorSpec = { shape: [2], dtype: 'float32' };
const split: Split = {
  size: 3,
  inputs: { row: Float32Array.of(1, 2, 3, 4, 5, 6) },
  labels: {
    which: { values: Float32Array.of(0, 1, 2), weight: Float32Array.of(1, 0.5, 2) },
    much: { values: Float32Array.of(1, 2, NaN, NaN, 5, 6), mask: Uint8Array.of(1, 0, 1) },
  },
};

describe('a batch', () => {
  it('is examples in any order, with labels, masks and weights', () => {
    const specs = { inputs: { row: rows }, tasks };
    const { size, inputs, labels } = batchOf(gatherSplit(split, Uint32Array.of(2, 1), specs), specs);
    expect(size).toBe(2);
    expect(inputs).toEqual({ row: { data: Float32Array.of(5, 6, 3, 4), shape: [2, 2] } });
    expect(labels).toEqual({
      which: {
        values: { data: Int32Array.of(2, 1), shape: [2] },
        mask: null,
        weight: { data: Float32Array.of(2, 0.5), shape: [2] },
      },
      much: {
        values: { data: Float32Array.of(5, 6, 0, 0), shape: [2, 2] },
        mask: { data: Float32Array.of(1, 0), shape: [2] },
        weight: null,
      },
    });
  });

  it('leaves a task out that the examples have no labels for', () => {
    const { which = { values: new Float32Array(3) } } = split.labels;
    const { labels } = batchOf({ ...split, labels: { which } }, { inputs: { row: rows }, tasks });
    expect(Object.keys(labels)).toEqual(['which']);
  });

  it('does not change the labels that it is made of', () => {
    batchOf(split, { inputs: { row: rows }, tasks });
    expect(split.labels.much?.values[2]).toBeNaN();
  });

  it('is rows of any length', () => {
    for (const width of [1, 15, 16, 100]) {
      const example = (index: number): number[] => Array.from({ length: width }, (_, at) => 1000 * index + at);
      const inputs = { row: Float32Array.from([0, 1, 2].flatMap(example)) };
      const specs = { inputs: { row: { shape: [width], dtype: 'float32' as const } }, tasks: [] };
      const found = batchOf(gatherSplit({ size: 3, inputs, labels: {} }, Uint32Array.of(2, 0, 2), specs), specs);
      expect([...(found.inputs.row?.data ?? [])]).toEqual([2, 0, 2].flatMap(example));
    }
  });

  it('has every input by its name, with its axes and type', () => {
    const specs = {
      inputs: {
        image: { shape: [1, 2, 1], dtype: 'float32' as const },
        text: { shape: [3], dtype: 'int32' as const, vocabulary: 9 },
      },
      tasks: [],
    };
    const inputs = { image: Float32Array.of(1, 2, 3, 4), text: Float32Array.of(1, 2, 3, 4, 5, 6) };
    const found = batchOf(gatherSplit({ size: 2, inputs, labels: {} }, Uint32Array.of(1), specs), specs);
    expect(found.inputs).toEqual({
      image: { data: Float32Array.of(3, 4), shape: [1, 1, 2, 1] },
      text: { data: Int32Array.of(4, 5, 6), shape: [1, 3] },
    });
  });
});
