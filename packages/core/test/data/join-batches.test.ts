import { expect, it } from 'vitest';

import { batchOf } from '../../src/data/batch.ts';
import type { Split } from '../../src/data/dataset.ts';
import { joinBatches } from '../../src/data/join-batches.ts';
import { multiSource } from '../../src/data/multi-source.ts';
import { twoSources } from '../support/two-sources.ts';

it('an input of one source has only its examples, as have labels of tasks that read it', () => {
  const sources = twoSources({ first: 3, second: 2 });
  const batches = [
    batchOf(sources.table.splits.train, sources.table),
    batchOf(sources.signs.splits.train, sources.signs),
  ];
  const joined = joinBatches(batches, multiSource({ name: 'both', sources }));
  expect(joined.size).toBe(5);
  expect(joined.inputs).toEqual({ ...batches[0]?.inputs, ...batches[1]?.inputs });
  expect(joined.labels).toEqual({ ...batches[0]?.labels, ...batches[1]?.labels });
});

it('an input of two sources has the examples of both; labels are masked for those of the other', () => {
  const { table, signs } = twoSources({ first: 3, second: 2, input: 'shared' });
  const weight = Float32Array.of(2, 3);
  const { train } = signs.splits;
  const weighted = { ...train, labels: { positive: { values: Float32Array.of(1, 0), weight } } } satisfies Split;
  const joined = joinBatches(
    [batchOf(table.splits.train, table), batchOf(weighted, signs)],
    multiSource({ name: 'both', sources: { table, signs } }),
  );
  expect(joined.inputs.shared?.shape).toEqual([5, 4]);
  expect(joined.labels.sum?.mask).toEqual({ data: Float32Array.of(1, 1, 1, 0, 0), shape: [5] });
  expect(joined.labels.sum?.weight).toBeNull();
  expect(joined.labels.positive?.values).toEqual({ data: Float32Array.of(0, 0, 0, 1, 0), shape: [5, 1] });
  expect(joined.labels.positive?.mask?.data).toEqual(Float32Array.of(0, 0, 0, 1, 1));
  expect(joined.labels.positive?.weight?.data).toEqual(Float32Array.of(1, 1, 1, 2, 3));
});
