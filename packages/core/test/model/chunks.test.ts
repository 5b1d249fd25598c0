import { describe, expect, it } from 'vitest';

import { chunks } from '../../src/model/chunks.ts';

describe('chunks', () => {
  it('pads to powers of two up to 256', () => {
    const sizes = (total: number): number[] => [...chunks(total)].map(({ size }) => size);
    expect([0, 1, 2, 3, 4, 5, 60, 64, 65, 200, 256].map(sizes)).toEqual([
      [],
      [1],
      [2],
      [4],
      [4],
      [8],
      [64],
      [64],
      [128],
      [256],
      [256],
    ]);
    expect(sizes(600)).toEqual([256, 256, 256]);
  });

  it('gives each example once, in order', () => {
    for (const total of [1, 7, 256, 257, 600]) {
      const all = [...chunks(total)];
      expect(all.flatMap(({ indices }) => indices)).toEqual(Array.from({ length: total }, (_, index) => index));
      expect(all.map(({ start }) => start)).toEqual(all.map(({ indices }) => indices[0]));
    }
  });

  it('has nine shapes for up to a thousand examples', () => {
    const shapes = Array.from({ length: 1000 }, (_, index) => [...chunks(index + 1)]).flat();
    expect(new Set(shapes.map(({ size }) => size)).size).toBe(9);
  });
});
