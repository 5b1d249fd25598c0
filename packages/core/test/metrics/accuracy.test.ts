import { describe, expect, it } from 'vitest';

import { accuracy } from '../../src/metrics/accuracy.ts';
import { measure } from './measure.ts';

describe('accuracy', () => {
  it('counts single labels of a multilabel task', () => {
    // Decided [1 0] and [1 1] for [1 1] and [1 1]: three of four labels right, one of two examples.
    expect(
      measure(
        accuracy(),
        'multilabel',
        [
          [2, -1],
          [1, 3],
        ],
        [
          [1, 1],
          [1, 1],
        ],
      ),
    ).toBe(0.75);
  });

  it('predicts the first of equal outputs, and no at a logit of 0', () => {
    expect(
      measure(
        accuracy(),
        'multiclass',
        [
          [1, 3, 3],
          [0, 0, 0],
        ],
        [1, 0],
      ),
    ).toBe(1);
    expect(measure(accuracy(), 'binary', [[0], [0]], [0, 0])).toBe(1);
  });
});
