import { describe, expect, it } from 'vitest';

import { conditionNumber } from '../src/condition-number.ts';

describe('the condition number of gradients', () => {
  it.each([
    [0.5, 1, 1],
    [-0.9, 1, 1],
    [0, 1, 7],
    [-0.25, 3, 1e-4],
  ])('is that of the closed form for two tasks: cosine %s, lengths %s and %s', (cosine, a, b) => {
    // λ± = (a² + b² ± √((a² − b²)² + 4 a² b² c²)) / 2, and λ₊ λ₋ = a² b² (1 − c²).
    const root = Math.sqrt((a ** 2 - b ** 2) ** 2 + 4 * (a * b * cosine) ** 2);
    const largest = (a ** 2 + b ** 2 + root) / 2;
    const expected = largest / Math.sqrt((a * b) ** 2 * (1 - cosine ** 2));
    const between = a * b * cosine;
    const found = conditionNumber([
      [a ** 2, between],
      [between, b ** 2],
    ]);
    expect(found / expected).toBeCloseTo(1, 10);
  });

  it('is 1 for orthogonal gradients of one length, and of one task', () => {
    const identity = [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? 4 : 0)));
    expect(conditionNumber(identity)).toBe(1);
    expect(conditionNumber([[9]])).toBe(1);
  });

  it('leaves out tasks whose gradient is 0', () => {
    expect(
      conditionNumber([
        [4, 0, 0],
        [0, 0, 0],
        [0, 0, 1],
      ]),
    ).toBeCloseTo(2, 14);
  });

  it('is infinite for dependent gradients, and NaN where there is none', () => {
    expect(
      conditionNumber([
        [1, -2],
        [-2, 4],
      ]),
    ).toBe(Infinity);
    expect(conditionNumber([[0]])).toBeNaN();
    expect(conditionNumber([])).toBeNaN();
    expect(conditionNumber([[Number.NaN]])).toBeNaN();
  });
});
