import { expect, it } from 'vitest';

import { breakingPoint } from '../../src/simulate/breaking-point.ts';
import { ratesOf } from '../support/queue-rates.ts';

const study = { trials: 1, workers: 1, seconds: 10, failures: 0.1, deaths: 0.1, deadAfter: 30, seed: 0 };

it('a queue breaks where the server cannot give back what workers make', () => {
  // Ten rounds of 10 s with n workers and 0.1 s to give a result back take 10 + 9 max(10.1, 0.1 n) + 0.1 n seconds: more than 100 / 0.9 from n = 102 on.
  const { workers, outcome } = breakingPoint({ ...study, rates: ratesOf({ finish: [0.1, 0] }) });
  expect(workers).toBeGreaterThanOrEqual(102);
  expect(workers).toBeLessThanOrEqual(104);
  expect(outcome.utilisation).toBeLessThan(0.9);
  expect(outcome.ended.failed).toBe(0);
});

it('a queue that no number of workers breaks is said to be one', () => {
  const { workers, most, outcome } = breakingPoint({ ...study, rates: ratesOf({}) });
  expect(workers).toBeNull();
  expect(most).toBe(16_384);
  expect(outcome.utilisation).toBeCloseTo(1, 12);
});
