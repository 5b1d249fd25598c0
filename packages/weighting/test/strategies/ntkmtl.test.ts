import { describe, expect, it } from 'vitest';

import { ntkmtl } from '../../src/index.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, weightsFor } from '../support/gradients.ts';

describeBalancer(() => ntkmtl());

/** Squared norms 9 and 16: the trace is 25. */
const rows = [
  [3, 0],
  [0, 4],
];

describe('ntkmtl', () => {
  it.each([
    ['½: √(25/9) and √(25/16)', {}, [5 / 3, 5 / 4]],
    ['1: 25/9 and 25/16', { exponent: 1 }, [25 / 9, 25 / 16]],
    ['0: equal weights', { exponent: 0 }, [1, 1]],
  ])('weighs by the ratio of traces to the power of %s', (_, options, expected) => {
    weightsFor(ntkmtl(options), rows).forEach((weight, task) => expect(weight).toBeCloseTo(expected[task] ?? 0, 12));
  });

  it('gives a task with a zero gradient weight 0 and the status degenerate', () => {
    expect(answerTo(ntkmtl(), [[3], [0]])).toMatchObject({ weights: [1, 0], status: 'degenerate' });
  });
});
