import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { moco, type MocoOptions } from '../../src/strategies/moco.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { weightsFor } from '../support/gradients.ts';
import { mgda } from '../../src/strategies/mgda.ts';
import { step, steps } from '../support/transforms.ts';
import { close, textbook, three } from '../support/textbook.ts';

describeBalancer(() => moco());
describeBalancer(() => moco({ beta: 1, gamma: 1, rho: 0.5 }));

describe('moco', () => {
  it('matches the formula over two steps worked by hand', () => {
    // β = ½, γ = 0.1, no decay. g = [3, 4] and [0, 2], l = [1, 4]: lg/n = [0.6, 0.8] and [0, 4].
    // y = half of it: [0.3, 0.4], [0, 2]; YYᵀ = [[0.25, 0.8], [0.8, 4]]; λ = [½, ½] − 0.1·[0.525, 2.4] = [0.4475, 0.26],
    // on the simplex (both + 0.14625): [0.59375, 0.40625]. d = 0.59375·[0.3, 0.4] + 0.40625·[0, 2] = [0.178125, 1.05].
    // Again: y = [0.45, 0.6], [0, 3]; YYᵀ = [[0.5625, 1.8], [1.8, 9]]; YYᵀλ = [1.065234375, 4.725];
    // λ = [0.4872265625, −0.06625], + 0.28951171875: [0.77673828125, 0.22326171875].
    const found = {
      jacobian: [
        [3, 4],
        [0, 2],
      ],
      losses: [1, 4],
    };
    const [first, second] = steps(moco({ betaDecay: 0, gammaDecay: 0 }), [found, found]);
    expect(first?.answer.weights).toEqual(close([0.59375, 0.40625]));
    expect(first?.direction).toEqual(close([0.178125, 1.05]));
    expect(second?.answer.weights).toEqual(close([0.77673828125, 0.22326171875]));
    expect(second?.direction).toEqual(close([0.349532, 1.135828], 5)); // λ₁·[0.45, 0.6] + λ₂·[0, 3]
  });

  it('is pulled towards equal weights by ρ', () => {
    // As above with ρ = 2, which moves both weights alike at first. Then YYᵀλ + 2λ = [1.065234375, 4.725] + [1.1875, 0.8125];
    // λ = [0.59375, 0.40625] − 0.1·[2.252734375, 5.5375] = [0.3684765625, −0.1475], + 0.38951171875 both.
    const jacobian = [
      [3, 4],
      [0, 2],
    ];
    const found = { jacobian, losses: [1, 4] };
    const [first, second] = steps(moco({ betaDecay: 0, gammaDecay: 0, rho: 2 }), [found, found]);
    expect(first?.answer.weights).toEqual(close([0.59375, 0.40625]));
    expect(second?.answer.weights).toEqual(close([0.75798828125, 0.24201171875]));
  });

  it('divides its rates by the root of the number of batches', () => {
    // β/√1 = ½ and β/√2: y = ½, ½ + ½/√2·(1 − ½) of the gradient of length 1.
    const found = { jacobian: [[1, 0]] };
    const [first, second] = steps(moco(), [found, found]);
    expect(first?.memory.slots.tracked).toEqual(close([0.5, 0]));
    expect(second?.memory.slots.tracked).toEqual(close([0.5 + 0.25 / Math.SQRT2, 0]));
  });

  it.each<[string, MocoOptions]>([
    ['follows at once', { beta: 1, betaDecay: 0 }],
    ['follows slowly', {}],
  ])('converges at the shortest combination of gradients when it %s', (_, options) => {
    const run = Array.from({ length: 400 }, () => ({ jacobian: three, losses: [1, 2, 0.5] }));
    const lengths = three.map((row) => Math.hypot(...row));
    const scaled = three.map((row, task) =>
      row.map((value) => (value * ([1, 2, 0.5][task] ?? 0)) / (lengths[task] ?? 1)),
    );
    const last = steps(moco({ ...options, gamma: 0.5, gammaDecay: 0 }), run).at(-1);
    expect(last?.answer.weights).toEqual(close([...weightsFor(mgda(), scaled)], 2));
  });

  it('keeps the tracked gradient of an absent task', () => {
    const [, second] = steps(moco(), [
      { jacobian: textbook },
      {
        jacobian: [
          [0, 0, 0],
          [1, 2, 2],
        ],
        tasks: [1],
      },
    ]);
    const [first] = steps(moco(), [{ jacobian: textbook }]);
    expect(second?.memory.slots.tracked?.slice(0, 3)).toEqual(first?.memory.slots.tracked?.slice(0, 3));
    expect(second?.memory.slots.batches).toEqual([1, 2]);
    expect(second?.answer.weights).toEqual([1]);
  });

  it('gives a single task weight 1, and does not move where gradients are 0', () => {
    expect(step(moco(), { jacobian: [[3, 4]] }).answer.weights).toEqual([1]);
    expect(
      step(moco(), {
        jacobian: [
          [0, 0],
          [0, 0],
        ],
      }).direction,
    ).toEqual([0, 0]);
  });

  it.each<[string, MocoOptions]>([
    ['beta 0', { beta: 0 }],
    ['beta 2', { beta: 2 }],
    ['gamma -1', { gamma: -1 }],
    ['rho NaN', { rho: Number.NaN }],
    ['betaDecay -1', { betaDecay: -1 }],
  ])('rejects %s', (_, options) => {
    expect(() => moco(options)).toThrow(InvalidOptionError);
  });
});
