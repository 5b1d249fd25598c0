import { binary, type Dataset, InvalidOptionError, reconstruction, regression } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { withReconstruction } from '../../src/alter/with-reconstruction.ts';

const examples = {
  size: 3,
  inputs: { x: Float32Array.of(1, 2, 3, 4, 5, 6), word: Int32Array.of(1, 2, 3) },
  labels: {
    odd: { values: Float32Array.of(0, 1, 1), mask: Uint8Array.of(1, 1, 0) },
    cost: { values: Float32Array.of(1, 2, 3) },
  },
};
const dataset: Dataset = {
  name: 'numbers',
  inputs: { x: { shape: [2], dtype: 'float32' }, word: { shape: [1], dtype: 'int32' } },
  tasks: [
    { name: 'odd', kind: binary() },
    { name: 'cost', kind: regression() },
  ],
  splits: { train: examples, validation: examples },
};

describe('withReconstruction', () => {
  it('adds a task whose labels are the input and the mark of known anomalies', () => {
    const { tasks, splits } = withReconstruction(dataset, { input: 'x', anomaly: 'odd' });
    expect(tasks.map(({ name }) => name)).toEqual(['odd', 'cost', 'reconstruction']);
    expect(tasks[2]?.kind.config).toEqual(reconstruction({ size: 2 }).config);
    expect(Array.from(splits.validation.labels.reconstruction?.values ?? [])).toEqual([1, 2, 0, 3, 4, 1, 5, 6, 0]);
  });

  it('marks none where no anomaly is known', () => {
    const { splits } = withReconstruction(dataset, { input: 'x', name: 'again' });
    expect(Array.from(splits.train.labels.again?.values ?? [])).toEqual([1, 2, 0, 3, 4, 0, 5, 6, 0]);
  });

  it('refuses inputs that are no numbers, and marks that are no yes or no', () => {
    expect(() => withReconstruction(dataset)).toThrow(
      'withReconstruction: option `input` must be an input of numbers, among x, word',
    );
    expect(() => withReconstruction(dataset, { input: 'word' })).toThrow(InvalidOptionError);
    expect(() => withReconstruction(dataset, { input: 'x', anomaly: 'cost' })).toThrow('must be a binary task');
    expect(() => withReconstruction(dataset, { input: 'x', anomaly: 'fraud' })).toThrow('has no task fraud');
  });
});
