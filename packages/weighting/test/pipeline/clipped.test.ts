import { describe, expect, it } from 'vitest';

import { nashMtl, pipeline, upgrad } from '../../src/index.ts';
import { combination, length, weightsFor } from '../support/gradients.ts';
import { close, textbook } from '../support/textbook.ts';

describe('a limit to the update', () => {
  it('clips an update above the limit, and no other', () => {
    const direction = (clip: number): readonly number[] =>
      combination(textbook, weightsFor(pipeline({ aggregation: upgrad(), clip }), textbook));
    const whole = combination(textbook, weightsFor(upgrad(), textbook));
    expect(direction(100)).toEqual(whole);
    expect(length(direction(1))).toBeCloseTo(1, 12);
    expect(direction(1)).toEqual(close(whole.map((entry) => entry / length(whole)), 12)); // prettier-ignore
  });

  it('clips the update of Nash-MTL to 1, as its authors do', () => {
    // Published: [0.0542, 0.7061, 0.7061].
    const clippedNash = weightsFor(pipeline({ aggregation: nashMtl(), clip: 1 }), textbook);
    expect(combination(textbook, clippedNash)).toEqual(close([0.0542, 0.7061, 0.7061], 4));
  });
});
