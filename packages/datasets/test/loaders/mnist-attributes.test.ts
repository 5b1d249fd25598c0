import { cnn } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { at, valuesOf } from '../support/known.ts';
import { labelTotals } from '../support/label-counts.ts';
import { lossesOf } from '../support/losses-of.ts';

describe('mnist-attributes', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['mnist-attributes'].load();
  });

  it('has MNIST’s first 10,000 digits, each with three attributes of it', () => {
    const { splits } = dataset;
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([7000, 1000, 2000]);
    // The labels of MNIST's first 10,000 training images, counted from the file of the original.
    const counts = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];
    expect(Object.values(labelTotals(splits, 'digit'))).toEqual(counts);
    // Even: 0 2 4 6 8. One loop: 0 4 6 9, two: 8. At least 5: 5 to 9.
    expect(labelTotals(splits, 'parity')).toEqual({ 0: 5070, 1: 4930 });
    expect(labelTotals(splits, 'loops')).toEqual({ 0: 5083, 1: 3973, 2: 944 });
    expect(labelTotals(splits, 'at-least-5')).toEqual({ 0: 5131, 1: 4869 });
  });

  it('says the attributes of each digit', () => {
    const { test } = dataset.splits;
    const of = (task: string, row: number): number => at(valuesOf(test, task), row);
    for (let row = 0; row < 200; row += 1) {
      const digit = of('digit', row);
      expect(of('parity', row)).toBe(1 - (digit % 2));
      expect(of('at-least-5', row)).toBe(digit >= 5 ? 1 : 0);
    }
  });

  it('trains', async () => {
    const few = await datasets['mnist-attributes'].load({ size: 1000 });
    const losses = await lossesOf(few, cnn({ filters: [4, 8] }));
    for (const { first, last } of Object.values(losses)) expect(last).toBeLessThan(first);
  });
});
