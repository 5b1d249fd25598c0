import { describe, expect, it } from 'vitest';

import { scoreOf } from '../../src/selftest/score.ts';

const truth = (mean: number, half: number, visible: number) => ({
  change: { mean, low: mean - half, high: mean + half },
  visible,
});

describe('scoreOf', () => {
  it('calls a clear verdict right only in the direction of the truth', () => {
    expect(scoreOf('better', truth(5, 1, 3))).toBe('right');
    expect(scoreOf('worse', truth(5, 1, 3))).toBe('wrong');
    expect(scoreOf('worse', truth(-5, 1, 3))).toBe('right');
    expect(scoreOf('better', truth(-5, 1, 3))).toBe('wrong');
  });

  it('calls any clear verdict wrong where nothing is known to be true', () => {
    expect([scoreOf('better', truth(1, 2, 3)), scoreOf('worse', truth(1, 2, 3))]).toEqual(['wrong', 'wrong']);
  });

  it('calls unclear right where the truth is too small to be seen, and unclear where it is not', () => {
    expect(scoreOf('unclear', truth(1, 2, 3))).toBe('right');
    expect(scoreOf('unclear', truth(2, 1, 3))).toBe('right');
    expect(scoreOf('unclear', truth(5, 1, 3))).toBe('unclear');
    expect(scoreOf('unclear', truth(-5, 1, 3))).toBe('unclear');
  });

  it('takes a small change in its own direction for right', () => {
    expect(scoreOf('better', truth(2, 1, 3))).toBe('right');
  });
});
