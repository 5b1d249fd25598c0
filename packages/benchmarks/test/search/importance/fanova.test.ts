import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fanova } from '../../../src/search/importance/fanova.ts';

const stream = random(3);
const rows = 400;
const column = (name: string): { readonly name: string; readonly values: readonly number[] } => ({
  name,
  values: Array.from({ length: rows }, () => stream.next()),
});
const [a, b, c] = [column('a'), column('b'), column('c')] as const;
const at = (values: readonly number[], row: number): number => values[row] ?? 0;
const target = (f: (row: number) => number): readonly number[] => Array.from({ length: rows }, (_, row) => f(row));

describe('fanova', () => {
  it('gives 2a + b the shares 4/5 and 1/5, and an option without effect none', () => {
    // The variance of k·U(0, 1) is k²/12: 4/12 and 1/12 of 5/12.
    const shares = fanova(
      [a, b, c],
      target((row) => 2 * at(a.values, row) + at(b.values, row)),
    );
    expect(shares[0]).toBeCloseTo(0.8, 1);
    expect(shares[1]).toBeCloseTo(0.2, 1);
    expect(shares[2]).toBeLessThan(0.02);
  });

  it('gives a² + b/3 the shares of their variances, on any scale of the options', () => {
    // Var(U²) = 4/45, Var(U/3) = 1/108.
    const wide = { name: 'a', values: a.values.map((value) => 1000 * value) };
    const shares = fanova(
      [wide, b],
      target((row) => at(a.values, row) ** 2 + at(b.values, row) / 3),
    );
    const [first, second] = [4 / 45, 1 / 108];
    expect(shares[0]).toBeCloseTo(first / (first + second), 1);
    expect(shares[1]).toBeCloseTo(second / (first + second), 1);
  });

  it('leaves what options do only together out of every share', () => {
    // (2a − 1)(2b − 1) has mean 0 over either option: no share at all. Trees find a part of it.
    const shares = fanova(
      [a, b],
      target((row) => (2 * at(a.values, row) - 1) * (2 * at(b.values, row) - 1)),
    );
    expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBeLessThan(0.25);
  });

  it('knows kinds: of three with the means 0, 0 and 1 beside noise', () => {
    const kinds = { name: 'kind', values: a.values.map((value) => Math.floor(3 * value)), kinds: 3 };
    const shares = fanova(
      [kinds, b],
      target((row) => (at(kinds.values, row) === 2 ? 1 : 0) + 0.01 * at(c.values, row)),
    );
    expect(shares[0]).toBeGreaterThan(0.97);
    expect(shares[1]).toBeLessThan(0.01);
  });

  it('is 0 for a constant, and the same for the same seed', () => {
    expect(
      fanova(
        [a, b],
        target(() => 5),
      ),
    ).toEqual([0, 0]);
    const noisy = target((row) => at(a.values, row) + at(c.values, row));
    expect(fanova([a, b], noisy, 7)).toEqual(fanova([a, b], noisy, 7));
  });
});
