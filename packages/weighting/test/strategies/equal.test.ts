import { describe, expect, it } from 'vitest';

import { equal } from '../../src/strategies/equal.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => equal());

describe('equal', () => {
  it('gives every task weight 1', () => {
    expect(equal().weigh({}, equal().init(3)).weights).toEqual([1, 1, 1]);
  });

  it('weights the present tasks only', () => {
    expect(equal().weigh({ tasks: [2] }, equal().init(3)).weights).toEqual([1]);
  });
});
