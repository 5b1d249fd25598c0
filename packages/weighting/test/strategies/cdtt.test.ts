import { BalancerRun, EquipoiseError, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { cdtt } from '../../src/strategies/cdtt.ts';
import { edm } from '../../src/strategies/edm.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { batchOf, combination, product, weightsFor } from '../support/gradients.ts';
import { close, textbook } from '../support/textbook.ts';

describeBalancer(() => cdtt());

const orthogonal = [
  [1, 0],
  [0, 1],
];

/** A run that has seen so many batches of these gradients. */
function after(batches: number, jacobian: readonly (readonly number[])[], alpha = 0.6): BalancerRun {
  const run = new BalancerRun(cdtt({ alpha }), jacobian.length);
  for (let batch = 0; batch < batches; batch += 1) run.weigh(batchOf(jacobian));
  return run;
}

describe('cdtt', () => {
  it('steps along the bisector for the first ten batches', () => {
    expect(after(9, textbook).weigh(batchOf(textbook, [1, 10]))).toEqual(close([...weightsFor(edm(), textbook)], 12));
    expect(after(10, textbook).weigh(batchOf(textbook, [1, 10]))).not.toEqual(
      close([...weightsFor(edm(), textbook)], 3),
    );
  });

  it('moves towards each task by its tension', () => {
    // Losses [1, 10]: x = [1, 2]; τ₀ = 0.6/(1 + 1) + 0.4 = 0.7; τ₁ = 0.6/(1 + e^(−e)) + 0.4 = 0.9628738.
    // d₀ = [½, ½], gᵢ − d₀ = ±[½, −½] of length 1/√2: d = [½, ½] + (τ₀ − τ₁)·[½, −½]·√2.
    const pull = (0.7 - (0.6 / (1 + Math.exp(-Math.E)) + 0.4)) / Math.SQRT2;
    const weights = after(10, orthogonal).weigh(batchOf(orthogonal, [1, 10]));
    expect(weights).toEqual(close([0.5 + pull, 0.5 - pull], 12));
  });

  it('moves equally towards all tasks with α = 0', () => {
    expect(after(10, orthogonal, 0).weigh(batchOf(orthogonal, [1, 10]))).toEqual(close([0.5, 0.5], 12));
  });

  it('moves towards a gradient in conflict until it is orthogonal to it', () => {
    // Nearly opposite gradients and a loss of 10¹⁰ for the second: without going back the first is pushed uphill.
    const jacobian = [
      [1, 0.1],
      [-1, 0.1],
    ];
    const weights = after(10, jacobian, 1).weigh(batchOf(jacobian, [1e-10, 1e10]));
    const direction = combination(jacobian, weights);
    expect(product([1, 0.1], direction)).toBeCloseTo(0, 12);
    expect(product([-1, 0.1], direction)).toBeGreaterThan(0);
  });

  it('gives a loss of 0 the smallest tension, and rejects a negative one', () => {
    const run = after(10, orthogonal);
    expect(run.weigh(batchOf(orthogonal, [0, 1])).every(Number.isFinite)).toBe(true);
    expect(() => run.weigh(batchOf(orthogonal, [-1, 1]))).toThrow(EquipoiseError);
  });

  it('keeps the state of an absent task', () => {
    const run = after(10, orthogonal);
    const { tasks: before } = run.state as { tasks: unknown[] };
    run.weigh({ losses: [1], gramian: [[4]], tasks: [0] });
    const { tasks } = run.state as { tasks: unknown[] };
    expect(tasks[1]).toEqual(before[1]);
    expect(tasks[0]).not.toEqual(before[0]);
  });

  it.each([-0.1, 1.1, Number.NaN])('rejects α = %s', (alpha) => {
    expect(() => cdtt({ alpha })).toThrow(InvalidOptionError);
  });
});
