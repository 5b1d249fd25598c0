import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InvalidOptionError } from '../src/errors.ts';
import { random } from '../src/random.ts';

const seeds = fc.integer();

function draws(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('random', () => {
  // From the authors' xoshiro128starstar.c, its state filled by four steps of splitmix32, compiled by gcc.
  it.each([
    [0, [1789933344, 44971166, 2521387044, 3848737593, 1138324114]],
    [1, [393288148, 2174103013, 3814759091, 2092745082, 1865176206]],
    [42, [660444221, 3652823732, 77672526, 910233633, 2297337756]],
    [-7, [38332731, 2143513836, 14003729, 1824042811, 871506056]],
  ])('gives the numbers of the reference program for the seed %s', (seed, words) => {
    const stream = random(seed);
    expect(draws(5, () => stream.next())).toEqual(words.map((word) => word / 2 ** 32));
  });

  it.each([0.5, Number.NaN, Infinity, 2 ** 53])('rejects the seed %s', (seed) => {
    expect(() => random(seed)).toThrow(InvalidOptionError);
  });

  it('gives other numbers for another seed', () => {
    const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => random(seed).next()));
    expect(firsts.size).toBe(1000);
  });
});

describe('next', () => {
  it('is uniform in [0, 1)', () => {
    const stream = random(3);
    const counts = new Array<number>(16).fill(0);
    for (let draw = 0; draw < 16_000; draw += 1) {
      const value = stream.next();
      expect(value >= 0 && value < 1).toBe(true);
      counts[Math.floor(value * 16)] = (counts[Math.floor(value * 16)] ?? 0) + 1;
    }
    // χ² with 15 degrees of freedom exceeds 37.7 once in a thousand seeds.
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(37.7);
  });
});

describe('integer', () => {
  it('is below its bound', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const value = random(seed).integer(bound);
        expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true);
      }),
    );
  });

  it('is unbiased, even when the bound does not divide 2³²', () => {
    // Without rejection, a third of the bound's numbers would come up twice as often: their share would be ½.
    const stream = random(5);
    const bound = 3 * 2 ** 30;
    const low = draws(10_000, () => stream.integer(bound)).filter((value) => value < 2 ** 30).length / 10_000;
    expect(Math.abs(low - 1 / 3)).toBeLessThan(0.02); // four standard deviations: 4 √(2/9 / 10,000)
  });

  it.each([0, -1, Number.NaN, 2 ** 32 + 1])('rejects the bound %s', (bound) => {
    expect(() => random(0).integer(bound)).toThrow(InvalidOptionError);
  });
});

describe('normal', () => {
  it('has the moments of the standard normal distribution', () => {
    const stream = random(11);
    const values = draws(40_000, () => stream.normal());
    // Four standard deviations of each estimate: 4 √(m / 40,000) with m = 1, 2, 15 and 96.
    expect(Math.abs(mean(values))).toBeLessThan(0.02);
    expect(Math.abs(mean(values.map((x) => x ** 2)) - 1)).toBeLessThan(0.029);
    expect(Math.abs(mean(values.map((x) => x ** 3)))).toBeLessThan(0.078);
    expect(Math.abs(mean(values.map((x) => x ** 4)) - 3)).toBeLessThan(0.2);
  });

  it('does not depend on the number before', () => {
    const stream = random(12);
    const values = draws(40_000, () => stream.normal());
    expect(Math.abs(mean(values.slice(1).map((x, index) => x * (values[index] ?? 0))))).toBeLessThan(0.02);
  });
});

describe('permutation', () => {
  it('has every number once', () => {
    fc.assert(
      fc.property(seeds, fc.nat({ max: 50 }), (seed, length) => {
        const sorted = random(seed).permutation(length).toSorted();
        expect(Array.from(sorted)).toEqual(Array.from({ length }, (_, index) => index));
      }),
    );
  });

  it('gives every order', () => {
    const stream = random(13);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 2400; draw += 1) {
      const order = stream.permutation(4).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // χ² with 23 degrees of freedom exceeds 49.7 once in a thousand seeds.
    expect([...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)).toBeLessThan(49.7);
  });
});

describe('fork', () => {
  it('gives the same stream for the same seed and label, whatever was drawn before', () => {
    fc.assert(
      fc.property(seeds, fc.string(), fc.nat({ max: 20 }), (seed, label, drawn) => {
        const parent = random(seed);
        draws(drawn, () => parent.next());
        expect(parent.fork(label).next()).toBe(random(seed).fork(label).next());
      }),
    );
  });

  it('leaves the stream that it comes from as it was', () => {
    const [forked, alone] = [random(4), random(4)];
    forked.fork('other').next();
    expect(forked.next()).toBe(alone.next());
  });

  it('gives a stream for each seed and label that no other pair has', () => {
    const labels = ['', 'a', 'b', 'ab', 'ba', 'batches', 'initial', 'dropout 0', 'dropout 1', 'dropout 10', 'ä', '愛'];
    const streams = new Set<string>();
    for (let seed = 0; seed < 100; seed += 1) {
      streams.add(String(random(seed).next()));
      for (const label of labels) {
        const fork = random(seed).fork(label);
        streams.add(String(fork.next()));
        for (const inner of labels) streams.add(String(fork.fork(inner).next()));
      }
    }
    // 15,700 numbers of 32 bits: 0.03 pairs are equal by chance.
    expect(streams.size).toBe(100 * (1 + labels.length + labels.length ** 2));
  });
});
