import { describe, expect, it } from 'vitest';

import type { Split } from '../../src/dataset.ts';
import { completeTask, type Task } from '../../src/task.ts';
import { BatchReader } from '../../src/train/batch.ts';

const tasks = (
  [
    { name: 'which', kind: 'multiclass', outputs: 3 },
    { name: 'much', kind: 'regression', outputs: 2 },
  ] satisfies Task[]
).map(completeTask);

const split: Split = {
  size: 3,
  inputs: Float32Array.of(1, 2, 3, 4, 5, 6),
  labels: {
    which: { values: Float32Array.of(0, 1, 2) },
    much: { values: Float32Array.of(1, 2, NaN, NaN, 5, 6), present: Uint8Array.of(1, 0, 1) },
  },
};

const table = { kind: 'tabular', width: 2 } as const;

describe('BatchReader', () => {
  it('gathers examples in any order, with labels and masks', () => {
    const { inputs, labels, present } = new BatchReader(split, table, tasks).read([2, 1]);
    expect(inputs).toEqual({ data: Float32Array.of(5, 6, 3, 4), shape: [2, 2] });
    expect(labels).toEqual([
      { data: Int32Array.of(2, 1), shape: [2] },
      { data: Float32Array.of(5, 6, 0, 0), shape: [2, 2] },
    ]);
    expect(present).toEqual([null, { data: Float32Array.of(1, 0), shape: [2] }]);
  });

  it('pads an incomplete batch with the first example, without labels', () => {
    const { inputs, labels, present } = new BatchReader(split, table, tasks, true).read([2], 3);
    expect(inputs).toEqual({ data: Float32Array.of(5, 6, 5, 6, 5, 6), shape: [3, 2] });
    expect(labels[0]).toEqual({ data: Int32Array.of(2, 2, 2), shape: [3] });
    const first = { data: Float32Array.of(1, 0, 0), shape: [3] };
    expect(present).toEqual([first, first]);
  });

  it('gathers rows of any length', () => {
    for (const width of [1, 15, 16, 100]) {
      const example = (index: number): number[] => Array.from({ length: width }, (_, at) => 1000 * index + at);
      const inputs = Float32Array.from([0, 1, 2].flatMap(example));
      const reader = new BatchReader({ size: 3, inputs, labels: {} }, { kind: 'tabular', width }, []);
      expect([...reader.read([2, 0, 2]).inputs.data]).toEqual([2, 0, 2].flatMap(example));
    }
  });

  it('gives images their axes, and text integers', () => {
    const image = { kind: 'image', height: 1, width: 2, channels: 1 } as const;
    expect(new BatchReader(split, image, []).read([0, 1]).inputs.shape).toEqual([2, 1, 2, 1]);
    const text = { kind: 'text', length: 2, vocabulary: 9 } as const;
    expect(new BatchReader(split, text, []).read([1]).inputs).toEqual({ data: Int32Array.of(3, 4), shape: [1, 2] });
  });
});
