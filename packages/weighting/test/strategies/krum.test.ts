import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { krum } from '../../src/strategies/krum.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { weightsFor } from '../support/gradients.ts';
import { close, equals, opposite, single } from '../support/textbook.ts';

describeBalancer(() => krum());
describeBalancer(() => krum({ byzantineCount: 1, selectedCount: 3 }));

describe('krum', () => {
  it('leaves out the wrong gradient in TorchJD’s example', () => {
    const jacobian = [
      [1, 1, 1],
      [1, 0, 1],
      [75, -666, 23],
      [1, 2, 3],
      [2, 0, 1],
    ];
    const weights = weightsFor(krum({ byzantineCount: 1, selectedCount: 4 }), jacobian);
    expect(weights).toEqual(close([0.25, 0.25, 0, 0.25, 0.25], 12));
  });

  it('selects the gradient with the nearest neighbours', () => {
    // On a line at 0, 1, 3, 7: two neighbours each: 1+9, 1+4, 4+9, 16+36.
    expect(weightsFor(krum(), [[0], [1], [3], [7]])).toEqual([0, 1, 0, 0]);
  });

  it('shares the places of equal scores', () => {
    expect(weightsFor(krum(), equals)).toEqual([0.5, 0.5]);
    expect(weightsFor(krum(), opposite)).toEqual([0.5, 0.5]);
    expect(weightsFor(krum({ selectedCount: 5 }), opposite)).toEqual([0.5, 0.5]);
    expect(weightsFor(krum(), single)).toEqual([1]);
    // At 0, 1, 2, 10 two neighbours each: 1+4, 1+1, 1+4, 64+81: one place for the second, one shared by two.
    expect(weightsFor(krum({ selectedCount: 2 }), [[0], [1], [2], [10]])).toEqual([0.25, 0.5, 0.25, 0]);
  });

  it('rejects options out of range', () => {
    expect(() => krum({ byzantineCount: -1 })).toThrow(InvalidOptionError);
    expect(() => krum({ selectedCount: 0 })).toThrow(InvalidOptionError);
    expect(() => krum({ selectedCount: 1.5 })).toThrow(InvalidOptionError);
  });
});
