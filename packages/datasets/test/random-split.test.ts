import { DataError, random } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { splitIndices } from '../src/split.ts';

const some = { owner: 'test', count: 100, heldOut: { validation: 10, test: 20 }, size: Number.POSITIVE_INFINITY };

describe('splitIndices', () => {
  it('deals every example to exactly one split', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer(),
        (validation, test, rest, seed) => {
          const count = validation + test + rest;
          const splits = splitIndices({ ...some, count, heldOut: { validation, test }, stream: random(seed) });
          expect([splits.train.length, splits.validation.length, splits.test.length]).toEqual([rest, validation, test]);
          const dealt = [...splits.train, ...splits.validation, ...splits.test].sort((a, b) => a - b);
          expect(dealt).toEqual(Array.from({ length: count }, (_, index) => index));
        },
      ),
    );
  });

  it('deals the same for the same seed and differently for another', () => {
    const dealt = splitIndices({ ...some, stream: random(3) });
    expect(splitIndices({ ...some, stream: random(3) })).toEqual(dealt);
    expect(splitIndices({ ...some, stream: random(4) })).not.toEqual(dealt);
  });

  it('keeps the beginning of the training split, and the other two, when the size is capped', () => {
    const whole = splitIndices({ ...some, stream: random(3) });
    const capped = splitIndices({ ...some, size: 7, stream: random(3) });
    expect(capped).toEqual({ ...whole, train: whole.train.slice(0, 7) });
  });

  it.each([
    ['no validation split', { validation: 0, test: 20 }],
    ['no test split', { validation: 10, test: 0 }],
    ['no training split', { validation: 50, test: 50 }],
    ['a test split of no number', { validation: 10, test: Number.NaN }],
  ] as const)('rejects to leave a split without an example: %s', (_, heldOut) => {
    expect(() => splitIndices({ ...some, heldOut, stream: random(0) })).toThrow(DataError);
  });
});
