import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { mConfig, type MConfigOptions } from '../../src/strategies/m-config.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { exceptions } from '../support/exceptions.ts';
import { step, steps } from '../support/transforms.ts';
import { close, three } from '../support/textbook.ts';

describeBalancer(() => mConfig(), exceptions['m-config']);
describeBalancer(() => mConfig({ beta1: 0, beta2: 0 }), exceptions['m-config']);

const orthogonal = [
  [2, 0],
  [0, 1],
];

describe('m-config', () => {
  it('matches the formula over three turns worked by hand', () => {
    // Turns: task 0, 1, 0, each with the same gradient, so that m̂ is that gradient from the first turn on.
    // ConFIG of [2, 0] alone is [2, 0]; of both ĝ = [1, 1]/√2, length (2 + 1)/√2: d = [1.5, 1.5].
    // t = 1: m = 0.1·[2, 0], g = [2, 0], v̂ = [4, 0]: update [1, 0].
    // t = 2: m = 0.19·[1.5, 1.5]; g = (m − 0.9·[0.2, 0])/0.1 = [1.05, 2.85]; v = 0.999·[0.004, 0] + 0.001·g²;
    //   v̂ = v/0.001999 = [2.550525, 4.063282]: update [1.5/1.597036, 1.5/2.015758].
    // t = 3: m = 0.271·[1.5, 1.5], g = (m − 0.9·0.285)/0.1 = [1.5, 1.5]; v = 0.999·[0.0050985, 0.0081225] + 0.00225;
    //   v̂ = v/0.002997001 = [2.450249, 3.458257].
    const outcomes = steps(
      mConfig(),
      [1, 2, 3].map(() => ({ jacobian: orthogonal })),
    );
    expect(outcomes.map(({ memory }) => memory.slots.turns)).toEqual([
      [1, 0],
      [1, 1],
      [2, 1],
    ]);
    expect(outcomes[0]?.direction).toEqual(close([1, 0], 5));
    expect(outcomes[1]?.direction).toEqual(close([0.93924, 0.744137], 4));
    expect(outcomes[2]?.direction).toEqual(close([1.5 / Math.sqrt(2.450249), 1.5 / Math.sqrt(3.458257)], 4));
  });

  it('is Adam with one task', () => {
    let [m, v] = [0, 0];
    const gradients = [1, -3, 0.5, 2];
    steps(
      mConfig(),
      gradients.map((value) => ({ jacobian: [[value]] })),
    ).forEach(({ direction }, index) => {
      const g = gradients[index] ?? 0;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g ** 2;
      const update = m / (1 - 0.9 ** (index + 1)) / Math.sqrt(v / (1 - 0.999 ** (index + 1)));
      expect(direction).toEqual(close([update], 4));
    });
  });

  it('uses one gradient per step, of the present tasks in turn', () => {
    const present = { jacobian: three, tasks: [0, 2] };
    const outcomes = steps(mConfig(), [present, present, present, { jacobian: three }]);
    expect(outcomes.map(({ memory }) => memory.slots.turns)).toEqual([
      [1, 0, 0],
      [1, 0, 1],
      [2, 0, 1],
      [3, 0, 1], // The fourth batch is the turn of the first of three.
    ]);
  });

  it('does not move where the gradients are 0', () => {
    expect(
      step(mConfig(), {
        jacobian: [
          [0, 0],
          [0, 0],
        ],
      }).direction,
    ).toEqual([0, 0]);
  });

  it.each<[string, MConfigOptions]>([
    ['beta1 1', { beta1: 1 }],
    ['beta2 NaN', { beta2: Number.NaN }],
  ])('rejects %s', (_, options) => {
    expect(() => mConfig(options)).toThrow(InvalidOptionError);
  });
});
