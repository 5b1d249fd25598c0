import { beforeAll, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { inputOf, known } from '../support/known.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, examplesOf, losses, meanOf, sizesOf } from '../support/totals.ts';

describeShared('iranian-churn', (folder) => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['iranian-churn'].load({ folder });
  });

  it('has the customers, and the classes as another program counts them', () => {
    expect(examplesOf(dataset)).toBe(dataset.card.examples);
    expect(sizesOf(dataset)).toEqual([1890, 630, 630]);
    expect(classTotals(dataset)).toEqual({
      churn: { stays: 2655, leaves: 495 },
      'age-group': { 'group 1': 123, 'group 2': 1037, 'group 3': 1425, 'group 4': 395, 'group 5': 170 },
      tariff: { 'pay as you go': 2905, contract: 245 },
      complains: { no: 2909, yes: 241 },
    });
    expect(meanOf(dataset, 'value')).toBeCloseTo(470.97291587301663, 3);
  });

  it('has no row in two splits', () => {
    const { inputs, splits, tasks } = dataset;
    const width = known(known(inputs.table).shape[0]);
    const rowsOf = (name: keyof typeof splits): string[] => {
      const split = splits[name];
      const cells = inputOf(split, 'table');
      return Array.from({ length: split.size }, (_, row) =>
        [
          ...cells.subarray(row * width, (row + 1) * width),
          ...tasks.map((task) => known(split.labels[task.name]).values[row]),
        ].join(),
      );
    };
    const [train, validation, test] = [rowsOf('train'), rowsOf('validation'), rowsOf('test')].map(
      (rows) => new Set(rows),
    ) as [Set<string>, Set<string>, Set<string>];
    // Counted by another program over the columns that are inputs or labels.
    expect(new Set([...train, ...validation, ...test]).size).toBe(train.size + validation.size + test.size);
    expect(train.size + validation.size + test.size).toBe(2847);
  });

  it('can be learnt from', async () => {
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
