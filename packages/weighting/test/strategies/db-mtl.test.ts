import { EquipoiseError, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { dbMtl, type DbMtlOptions } from '../../src/strategies/db-mtl.ts';
import { edm } from '../../src/strategies/edm.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { apart, directionFor } from '../support/gradients.ts';
import { step, steps } from '../support/transforms.ts';
import { close, textbook, three } from '../support/textbook.ts';

describeBalancer(() => dbMtl());
describeBalancer(() => dbMtl({ beta: 0 }));
describeBalancer(() => dbMtl({ beta: 0.5, betaDecay: 0.5 }));

describe('db-mtl', () => {
  it('matches the formula over two steps worked by hand', () => {
    // β = ½. l = [2, 1], g = [3, 4] and [0, 1]: ĝ = [1.5, 2] and [0, 1]; u = half: [0.75, 1], [0, 0.5] of lengths 1.25 and 0.5.
    // d = [0.75, 1] + 2.5·[0, 0.5] = [0.75, 2.25]; w = 1.25/(1.25·2), 1.25/(0.5·1) = [0.5, 2.5].
    // l = [1, 1], g = [1, 0] and [0, 1]: u = [0.875, 0.5] and [0, 0.75], lengths √1.015625 and 0.75.
    const [first, second] = steps(dbMtl({ beta: 0.5 }), [
      {
        jacobian: [
          [3, 4],
          [0, 1],
        ],
        losses: [2, 1],
      },
      {
        jacobian: [
          [1, 0],
          [0, 1],
        ],
        losses: [1, 1],
      },
    ]);
    expect(first?.answer.weights).toEqual(close([0.5, 2.5]));
    expect(first?.direction).toEqual(close([0.75, 2.25]));
    const longest = Math.sqrt(0.875 ** 2 + 0.5 ** 2);
    expect(second?.answer.weights).toEqual(close([1, longest / 0.75]));
    expect(second?.direction).toEqual(close([0.875, 0.5 + longest]));
  });

  it('divides β by a power of the number of batches', () => {
    // β/1 = ½ and β/2 = ¼: u = ½, ½ + ¾·½ of a gradient of length 1.
    const found = { jacobian: [[1]], losses: [1] };
    const [first, second] = steps(dbMtl({ beta: 0.5, betaDecay: 1 }), [found, found]);
    expect(first?.memory.slots.means).toEqual(close([0.5]));
    expect(second?.memory.slots.means).toEqual(close([0.875]));
  });

  it('bisects two gradients when β is 0, at any scale of either loss', () => {
    const direction = directionFor(edm(), textbook);
    for (const factor of [1e-6, 1, 1e6]) {
      const jacobian = textbook.map((row, task) => row.map((value) => (task === 0 ? factor * value : value)));
      const { direction: ours } = step(dbMtl({ beta: 0 }), { jacobian, losses: [factor, 1] });
      const [unit, other] = [ours, direction].map((vector) => vector.map((value) => value / Math.hypot(...vector)));
      expect(apart(unit ?? [], other ?? [])).toBeLessThan(1e-5);
    }
  });

  it('scales every gradient to the largest norm', () => {
    const lengths = three.map((row, task) => Math.hypot(...row) / (task + 1));
    const { answer } = step(dbMtl({ beta: 0 }), { jacobian: three, losses: [1, 2, 3] });
    const parts = answer.weights.map((weight, task) => weight * (task + 1) * (lengths[task] ?? 0));
    expect(parts).toEqual(
      close(
        parts.map(() => Math.max(...lengths)),
        5,
      ),
    );
  });

  it('leaves a task out whose loss or gradient is 0', () => {
    const zero = step(dbMtl(), { jacobian: textbook, losses: [0, 1] }).answer;
    expect([zero.weights, zero.status]).toEqual([[0, expect.closeTo(1, 5)], 'degenerate']);
    expect(
      step(dbMtl(), {
        jacobian: [
          [0, 0],
          [1, 2],
        ],
      }).answer.weights,
    ).toEqual([0, expect.closeTo(1, 5)]);
    expect(() => step(dbMtl(), { jacobian: textbook, losses: [1, -1] })).toThrow(EquipoiseError);
  });

  it.each<[string, DbMtlOptions]>([
    ['beta 1', { beta: 1 }],
    ['beta -0.1', { beta: -0.1 }],
    ['betaDecay -1', { betaDecay: -1 }],
  ])('rejects %s', (_, options) => {
    expect(() => dbMtl(options)).toThrow(InvalidOptionError);
  });
});
