import { expect, it } from 'vitest';

import { MeanLosses } from '../../src/train/mean-losses.ts';

it('is the mean over the steps that had a task, and 0 where none had', () => {
  const means = new MeanLosses(3);
  means.add([1, null, null]);
  means.add([2, 10, null]);
  means.add([6, null, null]);
  expect(means.values()).toEqual([3, 10, 0]);
});
