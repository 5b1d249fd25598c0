import type { AnyBalancer, PerTask } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { alignedMtl, config, imtlG, nashMtl, strategies } from '../../src/index.ts';
import { gramianOf } from '../../src/testing/epochs.ts';
import { random } from '@equipoise/core';

type Gramian = readonly PerTask[];

/** Every strategy that weighs by the Gramian alone. */
const gramianStrategies = Object.entries(strategies).flatMap(([name, make]): [string, AnyBalancer][] => {
  const balancer: AnyBalancer = make();
  return balancer.needs === 'gramian' ? [[name, balancer]] : [];
});

/** |d| = √(wᵀGw) at the first batch or, for strategies that remember, the twelfth like it. */
function updateOf(balancer: AnyBalancer, gramian: Gramian, batches: number): { size: number; status: string } {
  const losses = gramian.map((_, task) => 1 + task);
  let state = balancer.init(gramian.length);
  let answer = balancer.weigh({ losses, gramian }, state);
  for (let batch = 1; batch < batches; batch += 1) {
    state = answer.state;
    answer = balancer.weigh({ losses, gramian }, state);
  }
  const { weights, status = 'solved' } = answer;
  const square = gramian.reduce(
    (total, row, task) =>
      total + (weights[task] ?? 0) * row.reduce((sum, entry, other) => sum + entry * (weights[other] ?? 0), 0),
    0,
  );
  return { size: Math.sqrt(Math.max(square, 0)), status };
}

/** The next number of single precision away from 0. */
function nextSingle(value: number): number {
  const bits = new Int32Array(new Float32Array([value]).buffer);
  return new Float32Array(new Int32Array([(bits[0] ?? 0) + 1]).buffer)[0] ?? value;
}

/** A Gramian in single precision with one entry, and the one that mirrors it, moved to the next number. */
function moved(gramian: Gramian, row: number, column: number): Gramian {
  return gramian.map((entries, i) =>
    entries.map((entry, j) => ((i === row && j === column) || (i === column && j === row) ? nextSingle(entry) : entry)),
  );
}

/** The entries on and above the diagonal. */
function pairs(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, row) => row).flatMap((row) =>
    Array.from({ length: count - row }, (_, ahead) => [row, row + ahead] as const),
  );
}

/** How the last gradient depends on the others: what each takes part with. */
const dependences: readonly ((draw: () => number, task: number) => number)[] = [
  () => 1,
  () => -1,
  (draw) => draw(),
  (_, task) => Number(task === 0),
  (_, task) => -Number(task === 0),
  (draw, task) => (task === 0 ? 10 ** draw() : 0),
  (_, task) => -Number(task < 2),
  () => 0,
];

/**
 * Gramians in single precision of two to six gradients, the last of which depends on others but for a part of any size, all of one size or each
 * of another.
 */
const gramians: fc.Arbitrary<Gramian> = fc
  .record({
    seed: fc.nat(),
    count: fc.integer({ min: 2, max: 6 }),
    dependence: fc.constantFrom(...dependences),
    rest: fc.oneof(
      fc.constant(0),
      fc.double({ min: -9, max: 0, noNaN: true }).map((decade) => 10 ** decade),
    ),
    common: fc.double({ min: -12, max: 12, noNaN: true }),
    decades: fc.constantFrom(0, 2, 24),
  })
  .map(({ seed, count, dependence, rest, common, decades }) => {
    const draws = random(seed);
    const rows = Array.from({ length: count }, () => Array.from({ length: 6 }, () => draws.normal()));
    const shares = rows.map((_, task) => dependence(() => draws.normal(), task));
    const last = (rows.at(-1) ?? []).map((entry, column) => {
      const others = rows.slice(0, -1).reduce((sum, row, task) => sum + (shares[task] ?? 0) * (row[column] ?? 0), 0);
      return others + rest * entry;
    });
    const scaled = [...rows.slice(0, -1), last].map((row) => {
      const scale = 10 ** (decades === 24 ? 24 * draws.next() - 12 : common + decades * (draws.next() - 0.5));
      return row.map((entry) => scale * entry);
    });
    return gramianOf(scaled).map((row) => row.map(Math.fround));
  });

/** Squares below 2⁻¹²⁶ count as 0: so do lengths below this. */
const nothing = 2 ** -62;

describe.each(gramianStrategies)('%s', (_, balancer) => {
  it.each([1, 12])('changes |d| by less than 1 % for one ulp of the Gramian, or is degenerate, batch %d', (batches) => {
    fc.assert(
      fc.property(gramians, (gramian) => {
        const before = updateOf(balancer, gramian, batches);
        for (const [row, column] of pairs(gramian.length)) {
          const after = updateOf(balancer, moved(gramian, row, column), batches);
          if (before.status !== 'solved' && after.status !== 'solved') continue;
          expect(Math.abs(after.size - before.size)).toBeLessThan(0.01 * before.size + nothing);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('three gradients of which one is the sum of the others but for rounding', () => {
  const exact = [
    [1, 0.6, 1.6],
    [0.6, 1, 1.6],
    [1.6, 1.6, 3.2],
  ];
  const rounded = exact.map((row, task) => (task === 2 ? [1.6, 1.6, Math.fround(3.2000003)] : row));

  it.each([
    ['aligned-mtl', alignedMtl()],
    ['imtl-g', imtlG()],
    ['config', config()],
  ])('%s has the same update as for the sum itself, and is degenerate', (_, balancer) => {
    const [before, after] = [exact, rounded].map((gramian) => updateOf(balancer, gramian, 1));
    expect([before?.status, after?.status]).toEqual(['degenerate', 'degenerate']);
    expect(after?.size).toBeCloseTo(before?.size ?? 0, 5);
    expect(before?.size).toBeGreaterThan(0.3);
  });

  it('nash-mtl lets gradients cancel whose sum is 0 but for rounding', () => {
    const cancelling = exact.map((row, task) =>
      row.map((entry, other) => ((task === 2) !== (other === 2) ? -entry : entry)),
    );
    const nearly = cancelling.map((row, task) => (task === 2 ? [-1.6, -1.6, Math.fround(3.2000003)] : row));
    const balancer = nashMtl();
    for (const gramian of [cancelling, nearly]) {
      const { weights, status } = balancer.weigh({ losses: [1, 1, 1], gramian }, balancer.init(3));
      expect(status).toBe('degenerate');
      expect(Math.max(...weights)).toBeLessThan(2);
    }
  });
});
