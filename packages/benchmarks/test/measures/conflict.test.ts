import { random, type Random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { conflictOf } from '../../src/measures/conflict.ts';
import { cosineNullBand, effectiveDimensions } from '../../src/measures/cosine-null-band.ts';

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const cosineOf = (a: readonly number[], b: readonly number[]): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

/** A gradient whose directions are of unlike strength. */
function gradient(draws: Random, scales: readonly number[]): number[] {
  return scales.map((scale) => scale * draws.normal());
}

/** The cosines of two tasks in one run: each task has its own lean, which all steps of the run share, and noise; a share of it is common. */
function run(draws: Random, common: number): number[] {
  const scales = new Array<number>(40).fill(1);
  const [first, own, noise] = [gradient(draws, scales), gradient(draws, scales), () => gradient(draws, scales)];
  const second = own.map((value, at) => common * (first[at] ?? 0) + Math.sqrt(1 - common ** 2) * value);
  const step = (lean: readonly number[]): number[] => noise().map((value, at) => value + (lean[at] ?? 0));
  return Array.from({ length: 30 }, () => cosineOf(step(first), step(second)));
}

describe('conflictOf', () => {
  const studies = (common: number): ReturnType<typeof conflictOf>[] =>
    Array.from({ length: 600 }, (_, seed) => {
      const draws = random(seed);
      return conflictOf(Array.from({ length: 5 }, () => run(draws, common)));
    });

  it('leaves unrelated tasks within the band in 95 % of studies, though a run leans one way', () => {
    const all = studies(0);
    const unrelated = all.filter(({ verdict }) => verdict === 'unrelated').length / all.length;
    expect(Math.abs(unrelated - 0.95)).toBeLessThan(0.027); // Three standard errors.
    const within = all.filter(({ share, shareBand }) => shareBand.low <= share && share <= shareBand.high);
    expect(Math.abs(within.length / all.length - 0.95)).toBeLessThan(0.027);
    // Steps taken for independent would be called a conflict or an agreement far more often than in 5 %.
    expect(Math.max(...all.map(({ share }) => share))).toBeGreaterThan(0.6);
  });

  it('sees conflict and agreement of related tasks', () => {
    expect(studies(-0.8).every(({ verdict }) => verdict === 'conflict')).toBe(true);
    expect(studies(0.8).every(({ verdict }) => verdict === 'agreement')).toBe(true);
  });

  it('puts the mean outside of the band exactly where p is below the level', () => {
    for (const study of studies(0.1)) expect(Math.abs(study.cosine) > study.band).toBe(study.p < 0.05);
  });

  it('takes means of runs, leaves out what is not a number, and knows no band with one run', () => {
    const { cosine, share, band, shareBand, p, verdict } = conflictOf([[-0.5, Number.NaN, 0.1, 0.1], []]);
    expect([cosine, share]).toEqual([expect.closeTo(-0.1, 12), expect.closeTo(1 / 3, 12)]);
    expect([band, shareBand.low, shareBand.high, verdict]).toEqual([Infinity, -Infinity, Infinity, 'unrelated']);
    expect(p).toBeNaN();
  });

  it('refuses a level out of range', () => {
    expect(() => conflictOf([], { level: 0 })).toThrow(
      'conflictOf: option `level` must be between 0 and 1, received 0.',
    );
  });
});

describe('cosineNullBand', () => {
  /** The share of 4,000 means of cosines of unrelated gradients that lie in the band. */
  function within(band: number, scales: readonly number[], batches = 1): number {
    const draws = random(11);
    const inside = Array.from({ length: 4000 / batches }, () => {
      const cosines = Array.from({ length: batches }, () => cosineOf(gradient(draws, scales), gradient(draws, scales)));
      return Math.abs(cosines.reduce((sum, value) => sum + value, 0) / batches) <= band ? 1 : 0;
    });
    return inside.reduce<number>((sum, one) => sum + one, 0) / inside.length;
  }

  it.each([2, 5, 60])('holds unrelated directions in %i dimensions', (dimensions) => {
    const band = cosineNullBand(dimensions);
    expect(Math.abs(within(band, new Array<number>(dimensions).fill(1)) - 0.95)).toBeLessThan(0.011);
  });

  it('is the closed form for two and three dimensions', () => {
    // On a circle the angle is uniform: cos(π/2 · 0.05). On a sphere the cosine is (Archimedes): 0.95.
    expect(cosineNullBand(2)).toBeCloseTo(Math.sin((Math.PI / 2) * 0.95), 10);
    expect(cosineNullBand(3)).toBeCloseTo(0.95, 10);
  });

  it('holds the mean over batches', () => {
    expect(Math.abs(within(cosineNullBand(10, { batches: 8 }), new Array<number>(10).fill(1), 8) - 0.95)).toBeLessThan(
      0.03,
    );
  });

  it('holds gradients in their effective dimensions, and not in those that they have', () => {
    const scales = Array.from({ length: 200 }, (_, at) => 1 / (1 + at / 10));
    const draws = random(2);
    const gradients = Array.from({ length: 60 }, () => gradient(draws, scales));
    const dimensions = effectiveDimensions(gradients.map((one) => gradients.map((other) => dot(one, other))));
    const variances = scales.map((scale) => scale ** 2);
    const exact = variances.reduce((sum, value) => sum + value, 0) ** 2 / dot(variances, variances);
    expect(Math.abs(dimensions / exact - 1)).toBeLessThan(0.1);
    expect(Math.abs(within(cosineNullBand(dimensions), scales) - 0.95)).toBeLessThan(0.02);
    expect(within(cosineNullBand(200), scales)).toBeLessThan(0.7);
  });

  it('is left by related gradients', () => {
    const draws = random(3);
    const scales = new Array<number>(60).fill(1);
    const outside = Array.from({ length: 200 }, () => {
      const first = gradient(draws, scales);
      const second = gradient(draws, scales).map((value, at) => value + (first[at] ?? 0));
      return cosineOf(first, second) > cosineNullBand(60);
    });
    expect(outside.every(Boolean)).toBe(true);
  });

  it('refuses numbers out of their range', () => {
    expect(() => cosineNullBand(1)).toThrow('option `dimensions` must be above 1, received 1.');
    expect(() => cosineNullBand(5, { batches: 0 })).toThrow('option `batches` must be at least 1');
    expect(() => cosineNullBand(5, { confidence: 1 })).toThrow('option `confidence` must be between 0 and 1');
    expect(() => effectiveDimensions([[1]])).toThrow('expected at least 2 draws, received 1.');
  });
});
