import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { auc } from '../../src/metrics/auc.ts';
import { measure } from './measure.ts';

describe('auc', () => {
  it('counts the pairs in the right order, equal ones half', () => {
    // Pairs (with, without): 2>1, 2=2, 3>1, 3>2: 3½ of 4.
    expect(measure(auc(), 'binary', [[2], [1], [3], [2]], [1, 0, 1, 0])).toBe(3.5 / 4);
  });

  it('is the share of pairs in the right order, for any outputs', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.boolean()), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(rows, (examples) => {
        const [yes, no] = [true, false].map((which) =>
          examples.filter(([, label]) => label === which).map(([output]) => output),
        );
        const pairs = (yes ?? []).flatMap((a) => (no ?? []).map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
        fc.pre(pairs.length > 0);
        const share = pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
        const area = measure(
          auc(),
          'binary',
          examples.map(([output]) => [output]),
          examples.map(([, label]) => Number(label)),
        );
        expect(area).toBeCloseTo(share, 12);
      }),
    );
  });

  it('is not a number when there is only one class', () => {
    expect(measure(auc(), 'binary', [[1], [2]], [1, 1])).toBeNaN();
    expect(measure(auc(), 'binary', [[1], [2]], [0, 0])).toBeNaN();
  });

  it('leaves out labels of a multilabel task that are constant', () => {
    expect(
      measure(
        auc(),
        'multilabel',
        [
          [1, 5, 0],
          [2, 1, 0],
        ],
        [
          [0, 1, 0],
          [1, 1, 0],
        ],
      ),
    ).toBe(1);
  });

  it('is invariant to monotone transforms of the outputs', () => {
    const outputs = [[0.3], [-2], [1.5], [0.2], [7]];
    const squeezed = outputs.map(([x = 0]) => [1 / (1 + Math.exp(-x))]);
    const labels = [0, 1, 1, 0, 1];
    expect(measure(auc(), 'binary', squeezed, labels)).toBe(measure(auc(), 'binary', outputs, labels));
  });
});
