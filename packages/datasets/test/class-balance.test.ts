import type { Dataset, Split } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { classBalance } from '../src/index.ts';

const split: Split = {
  size: 3,
  inputs: new Float32Array(3),
  labels: {
    colour: { values: Float32Array.of(0, 2, 2) },
    sold: { values: Float32Array.of(1, 0, 0), present: Uint8Array.of(1, 0, 1) },
    price: { values: Float32Array.of(0.5, 0, -1), present: Uint8Array.of(1, 0, 1) },
    tags: { values: Float32Array.of(1, 1, 0, 1, 0, 0) },
  },
};

const dataset: Dataset = {
  name: 'shop',
  input: { kind: 'tabular', width: 1 },
  tasks: [
    { name: 'colour', kind: 'multiclass', outputs: 3, classes: ['red', 'green', 'blue'] },
    { name: 'sold', kind: 'binary' },
    { name: 'price', kind: 'regression' },
    { name: 'tags', kind: 'multilabel', outputs: 2, classes: ['new', 'cheap'] },
  ],
  splits: { train: split, validation: split, test: split },
};

describe('classBalance', () => {
  const [colour, sold, price, tags] = classBalance(dataset).map(({ splits }) => splits.train);

  it('counts the examples of each class, classes without any included', () => {
    expect(colour).toEqual({ labelled: 3, missing: 0, classes: { red: 1, green: 0, blue: 2 } });
  });

  it('counts missing labels apart', () => {
    expect(sold).toEqual({ labelled: 2, missing: 1, classes: { 0: 1, 1: 1 } });
  });

  it('counts a regression’s labels only', () => {
    expect(price).toEqual({ labelled: 2, missing: 1 });
  });

  it('counts each label of a multilabel task', () => {
    expect(tags).toEqual({ labelled: 3, missing: 0, classes: { new: 1, cheap: 2 } });
  });
});
