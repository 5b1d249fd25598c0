import { binary, multiclass, multilabel, regression, type Split, tagging } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { classBalance, type DatasetInMemory } from '../src/index.ts';

const split: Split = {
  size: 3,
  inputs: { table: new Float32Array(3) },
  labels: {
    colour: { values: Float32Array.of(0, 2, 2) },
    sold: { values: Float32Array.of(1, 0, 0), mask: Uint8Array.of(1, 0, 1) },
    price: { values: Float32Array.of(0.5, 0, -1), mask: Uint8Array.of(1, 0, 1) },
    tags: { values: Float32Array.of(1, 1, 0, 1, 0, 0) },
    words: { values: Int32Array.of(0, 1, 1, -1, 1, -1) },
  },
};

const dataset: DatasetInMemory = {
  name: 'shop',
  inputs: { table: { shape: [1], dtype: 'float32' } },
  tasks: [
    { name: 'colour', kind: multiclass({ classes: ['red', 'green', 'blue'] }) },
    { name: 'sold', kind: binary() },
    { name: 'price', kind: regression() },
    { name: 'tags', kind: multilabel({ labels: ['new', 'cheap'] }) },
    { name: 'words', kind: tagging({ tags: ['noun', 'verb'], length: 2 }) },
  ],
  splits: { train: split, validation: split },
};

describe('classBalance', () => {
  const balances = classBalance(dataset);
  const [colour, sold, price, tags, words] = balances.map(({ splits }) => splits.train);

  it('counts the examples of each class, classes without any included', () => {
    expect(colour).toEqual({ labelled: 3, missing: 0, classes: { red: 1, green: 0, blue: 2 } });
  });

  it('counts missing labels apart', () => {
    expect(sold).toEqual({ labelled: 2, missing: 1, classes: { 0: 1, 1: 1 } });
  });

  it('counts a regression’s labels only', () => {
    expect(price).toEqual({ labelled: 2, missing: 1 });
  });

  it('counts the tags of tokens, those without one left out', () => {
    expect(words).toEqual({ labelled: 3, missing: 0, classes: { noun: 1, verb: 3 } });
  });

  it('knows the kind of each task, and the splits that are there', () => {
    expect(balances.map(({ kind }) => kind)).toEqual(['multiclass', 'binary', 'regression', 'multilabel', 'tagging']);
    expect(balances.map(({ splits }) => Object.keys(splits))).toEqual(balances.map(() => ['train', 'validation']));
  });

  it('counts each label of a multilabel task', () => {
    expect(tags).toEqual({ labelled: 3, missing: 0, classes: { new: 1, cheap: 2 } });
  });
});
