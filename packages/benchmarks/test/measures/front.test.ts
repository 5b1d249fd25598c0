import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { distanceToFront, dominates, frontOf } from '../../src/measures/front.ts';
import { hypervolume } from '../../src/measures/hypervolume.ts';

const points = (tasks: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: tasks, maxLength: tasks }), {
    minLength: 1,
    maxLength: 8,
  });

describe('frontOf', () => {
  it('keeps what nothing dominates, equal points together', () => {
    expect(
      frontOf([
        [1, 3],
        [2, 2],
        [1, 2],
        [3, 1],
        [2, 2],
      ]),
    ).toEqual([0, 1, 3, 4]);
    expect(frontOf([])).toEqual([]);
    expect(dominates([1, 2], [1, 2])).toBe(false);
  });

  it('has no point that dominates another, and one that covers each other point', () => {
    fc.assert(
      fc.property(points(3), (all) => {
        const front = frontOf(all).map((place) => all[place] ?? []);
        expect(front.some((one) => front.some((other) => dominates(one, other)))).toBe(false);
        for (const point of all) expect(distanceToFront(point, front).dominated).toBe(!front.includes(point));
      }),
    );
  });

  it('refuses points of unlike or infinite coordinates', () => {
    expect(() => frontOf([[1, 2], [1]])).toThrow('frontOf: expected points of 2 finite numbers, received [1].');
    expect(() => hypervolume([[1, Number.POSITIVE_INFINITY]], [0, 0])).toThrow('expected points of 2 finite numbers');
  });
});

describe('distanceToFront', () => {
  const front = [
    [0, 10],
    [6, 6],
    [10, 0],
  ];

  it('counts only what the point lacks', () => {
    // To (6, 6) it lacks 3 and 4; to the others more.
    expect(distanceToFront([3, 2], front)).toEqual({ distance: 5, nearest: 1, dominated: true });
    expect(distanceToFront([7, 5], front)).toEqual({ distance: 1, nearest: 1, dominated: false });
    expect(distanceToFront([6, 7], front)).toEqual({ distance: 0, nearest: 1, dominated: false });
  });

  it('leaves dominated points out, which may be nearer', () => {
    const wide = [...front, [4, 4]];
    expect(distanceToFront([4, 4], wide)).toEqual({ distance: Math.hypot(2, 2), nearest: 1, dominated: true });
    expect(distanceToFront([3, 2], wide)).toEqual(distanceToFront([3, 2], front));
  });

  it('refuses an empty front', () => {
    expect(() => distanceToFront([1], [])).toThrow('expected a front of at least one point, received none.');
  });
});

describe('hypervolume', () => {
  /** By inclusion and exclusion over all sets of points: 2ⁿ terms. */
  function bySets(all: readonly (readonly number[])[]): number {
    let volume = 0;
    for (let set = 1; set < 2 ** all.length; set += 1) {
      const chosen = all.filter((_, place) => ((set >> place) & 1) === 1);
      const corner = (chosen[0] ?? []).map((_, task) => Math.min(...chosen.map((point) => point[task] ?? 0)));
      volume += (chosen.length % 2 === 1 ? 1 : -1) * corner.reduce((product, value) => product * value, 1);
    }
    return volume;
  }

  it.each([1, 2, 3, 4, 5])('is that by inclusion and exclusion for %i tasks', (tasks) => {
    fc.assert(
      fc.property(points(tasks), (all) => {
        expect(hypervolume(all, new Array<number>(tasks).fill(0))).toBeCloseTo(bySets(all), 8);
      }),
    );
  });

  it('gives the examples of the manuals of pymoo and pygmo', () => {
    // Those minimise: all is negated. pymoo: every tenth of 100 points of ZDT1's front, 1.1 times as far.
    const zdt1 = Array.from({ length: 10 }, (_, index) => {
      const x = (10 * index) / 99;
      return [-1.1 * x, -1.1 * (1 - Math.sqrt(x))];
    });
    expect(hypervolume(zdt1, [-1.2, -1.2])).toBeCloseTo(0.9631646448182305, 12);
    const pygmo = [
      [2.3, 4.5],
      [3.4, 3.4],
      [6, 1.2],
    ].map((point) => point.map((value) => -value));
    expect(hypervolume(pygmo, [-7, -7])).toBeCloseTo(17.91, 12);
  });

  it('leaves out points that are not above the reference, and is 0 of none', () => {
    expect(
      hypervolume(
        [
          [2, 3],
          [5, 1],
          [0, 9],
        ],
        [1, 1],
      ),
    ).toBe(2);
    expect(hypervolume([], [0, 0])).toBe(0);
  });

  it('takes a hundred points of four tasks', () => {
    // Along the arc of a sphere the volume lies between that of its largest box and that of a sixteenth of the ball, π²/32.
    const sphere = Array.from({ length: 100 }, (_, index) => {
      const point = [1, 2, 3, 5].map((step) => 0.05 + ((index * step * 0.618) % 1));
      return point.map((value) => value / Math.hypot(...point));
    });
    const volume = hypervolume(sphere, [0, 0, 0, 0]);
    expect(volume).toBeGreaterThan(0.5 ** 4);
    expect(volume).toBeLessThan(Math.PI ** 2 / 32);
  });
});
