import { expect, it } from 'vitest';

import { LossMeter } from '../../src/training/loss-meter.ts';

it('is the mean over the steps that had a task, and 0 where none had', () => {
  const means = new LossMeter(3);
  means.add([1, null, null]);
  means.add([2, 10, null]);
  means.add([6, null, null]);
  expect(means.means()).toEqual([3, 10, 0]);
});
