import { readFileSync } from 'node:fs';

import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import type { Space } from '../../src/search/dimension.ts';
import { coordinate, directionsOf, scrambled } from '../../src/search/sobol/sequence.ts';
import { sobolSearch } from '../../src/search/sobol/sobol.ts';
import { startSearch } from '../../src/search/suggester.ts';

const written = readFileSync(new URL('../fixtures/sobol.json', import.meta.url), 'utf8');
const { points } = JSON.parse(written) as { readonly points: Readonly<Record<string, readonly number[]>> };

/** A space of numbers from 0 to 1. */
const cube = (dimensions: number): Space =>
  Array.from({ length: dimensions }, (_, index) => ({
    name: `x${index}`,
    type: 'number',
    low: 0,
    high: 1,
    scale: 'linear',
  }));

/** The first points of a search, as lists. */
function first(count: number, dimensions: number, { scramble, seed }: { scramble: boolean; seed: number }): number[][] {
  const suggester = startSearch(sobolSearch({ scramble }), { space: cube(dimensions), seed, mode: 'min' });
  return Array.from({ length: count }, () => Object.values(suggester.ask()?.values ?? {}).map(Number));
}

/** How many numbers fall into each of some equal parts of [0, 1). */
function counts(values: readonly number[], parts: number): number[] {
  const found = Array.from({ length: parts }, () => 0);
  for (const value of values) found[Math.floor(value * parts)] = (found[Math.floor(value * parts)] ?? 0) + 1;
  return found;
}

describe('the Sobol sequence', () => {
  it('has the points of SciPy in all 40 dimensions', () => {
    expect(Object.keys(points)).toHaveLength(8);
    for (const [index, expected] of Object.entries(points)) {
      const found = expected.map((_, dimension) => coordinate(directionsOf(dimension), Number(index)) * 2 ** 32);
      expect(found).toEqual(expected);
    }
  });

  it.each([false, true])(
    'puts one of 2ᵏ points into each of 2ᵏ parts of every dimension, scrambled: %s',
    (scramble) => {
      for (const seed of [0, 1, 2]) {
        const found = first(256, 40, { scramble, seed });
        for (let dimension = 0; dimension < 40; dimension += 1) {
          for (const block of [found.slice(0, 128), found.slice(128)]) {
            const values = block.map((point) => point[dimension] ?? 1);
            expect(counts(values, 128)).toEqual(Array.from({ length: 128 }, () => 1));
          }
        }
      }
    },
  );

  it('puts one of 64 points into each of 8 × 8 squares, scrambled or not', () => {
    for (const [scramble, seed] of [
      [false, 0],
      [true, 5],
      [true, 6],
    ] as const) {
      const cells = first(64, 2, { scramble, seed }).map(([x = 0, y = 0]) => Math.floor(8 * x) * 8 + Math.floor(8 * y));
      expect(new Set(cells).size).toBe(64);
    }
  });

  it('is uniform over seeds at each point when it is scrambled', () => {
    const sequences = Array.from({ length: 2000 }, (_, seed) => {
      const draws = random(seed);
      return { directions: scrambled(directionsOf(3), draws), shift: draws.integer(2 ** 32) };
    });
    for (const index of [0, 1, 77]) {
      const values = sequences.map(({ directions, shift }) => coordinate(directions, index, shift));
      // χ² of ten parts: 27.9 is its 0.999 quantile for 9 degrees of freedom.
      const statistic = counts(values, 10).reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
      expect(statistic).toBeLessThan(27.9);
    }
  });

  it('integrates a smooth function far better than random points do', () => {
    // ∫ ∏ (1 + (xᵢ − ½)/2) = 1.
    const error = (at: readonly number[][]): number =>
      Math.abs(at.reduce((sum, x) => sum + x.reduce((p, xi) => p * (1 + (xi - 0.5) / 2), 1), 0) / at.length - 1);
    for (const seed of [0, 1, 2, 3]) {
      const draws = random(seed);
      const uniform = Array.from({ length: 1024 }, () => Array.from({ length: 5 }, () => draws.next()));
      expect(error(first(1024, 5, { scramble: true, seed }))).toBeLessThan(1e-3); // Random: 0.33/√1024 ≈ 0.01.
      expect(error(uniform)).toBeGreaterThan(1e-3);
    }
  });

  it('begins in the lower corner when it is not scrambled', () => {
    expect(first(2, 3, { scramble: false, seed: 9 })).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
    ]);
  });

  it('refuses more dimensions than it has', () => {
    const start = (): unknown => startSearch(sobolSearch(), { space: cube(41), seed: 0, mode: 'min' });
    expect(start).toThrow('sobol: option `space` must be of at most 40 dimensions, received 41.');
  });
});
