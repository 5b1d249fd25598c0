import type { Split } from '@equipoise/core';
import { expect } from 'vitest';

import type { StreamedDataset, TableDataset } from '../../src/index.ts';

/** All training examples of a data set in a file. */
export function trainingExamples({ splits: { train } }: StreamedDataset): Promise<Split> {
  return train.gather(Uint32Array.from({ length: train.size }, (_, index) => index));
}

/** Expects a data set in a file to be the one in memory, to the bit. */
export async function expectSameData(streamed: StreamedDataset, inMemory: TableDataset): Promise<void> {
  expect(streamed.inputs).toEqual(inMemory.inputs);
  expect(streamed.tasks.map(({ name, kind }) => [name, kind.config])).toEqual(
    inMemory.tasks.map(({ name, kind }) => [name, kind.config]),
  );
  expect(streamed.preprocessing.config).toEqual(inMemory.preprocessing.config);
  expect(await trainingExamples(streamed)).toEqual(inMemory.splits.train);
  expect(streamed.splits.validation).toEqual(inMemory.splits.validation);
  expect(streamed.splits.test).toEqual(inMemory.splits.test);
}
