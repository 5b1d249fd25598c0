import { BalancerRun, EquipoiseError, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { uncertainty, type UncertaintyOptions } from '../../src/strategies/uncertainty.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => uncertainty());
describeBalancer(() => uncertainty({ variant: 'classification', initial: -0.5, learningRate: 0.1 }));

/** The weights answered to each of these batches of losses. */
function weightsOver(batches: readonly (readonly number[])[], options?: UncertaintyOptions): (readonly number[])[] {
  const run = new BalancerRun(uncertainty(options), batches[0]?.length ?? 0);
  return batches.map((losses) => run.weigh({ losses }));
}

describe('uncertainty', () => {
  it('starts at ½ for regression and at 1 for classification', () => {
    expect(weightsOver([[1, 2]])).toEqual([[0.5, 0.5]]);
    expect(weightsOver([[1, 2]], { variant: 'classification' })).toEqual([[1, 1]]);
  });

  it('starts at the given s', () => {
    // ½·e^0.7 = 1.0068763537352383
    expect(weightsOver([[1]], { initial: -0.7 })).toEqual([[expect.closeTo(1.0068763537352383, 14)]]);
  });

  it('matches the formula and Adam on a worked example', () => {
    // l = 3, s₀ = 0, η = 0.1. d/ds(½·l·e^−s + ½·s) = ½ − ½·l·e^−s.
    // Step 1: g₁ = ½ − 1.5 = −1; m̂ = −1, v̂ = 1, so s₁ = 0.1 (ε aside) and w = ½·e^−0.1 = 0.452418709017980.
    // Step 2: g₂ = ½ − 3·0.452418709 = −0.857256127; m = 0.9·(−0.1) + 0.1·g₂ = −0.175725613, m̂ = m/0.19 = −0.924871646;
    //   v = 0.999·0.001 + 0.001·g₂² = 0.001733888, v̂ = v/0.001999 = 0.867377723, √v̂ = 0.931331156;
    //   s₂ = 0.1 + 0.1·0.924871646/0.931331156 = 0.199306422, w = ½·e^−s₂ = 0.409649402
    const [first, second, third] = weightsOver([[3], [3], [3]], { learningRate: 0.1 });
    expect(first).toEqual([0.5]);
    expect(second).toEqual([expect.closeTo(0.45241870901798, 8)]);
    expect(third).toEqual([expect.closeTo(0.409649402, 7)]);
  });

  it('has a variant of its own for each task: ½ for a regression, 1 for a classification', () => {
    expect(weightsOver([[1, 2]], { variant: ['regression', 'classification'] })).toEqual([[0.5, 1]]);
    expect(() => uncertainty({ variant: ['regression'] }).init(2)).toThrow(
      'a list of 2 words, one for each task, received ["regression"]',
    );
  });

  it.each(['regression', 'classification'] as const)('converges at w = 1 / (2l): %s', (variant) => {
    const losses = [0.01, 0.5, 7, 300];
    const batches = Array.from({ length: 20_000 }, () => losses);
    // Adam leaves the minimum by a per cent now and then, when its running mean of squares has become tiny; the median does not.
    const last = weightsOver(batches, { variant }).slice(-1001);
    losses.forEach((loss, task) => {
      const sorted = Float64Array.from(last, (weights) => weights[task] ?? Number.NaN).sort();
      expect((sorted[500] ?? Number.NaN) * 2 * loss).toBeCloseTo(1, 4);
    });
  });

  it('does not move the s of an absent task', () => {
    const with1 = new BalancerRun(uncertainty(), 2);
    const before = with1.weigh({ losses: [4, 4] });
    for (let step = 0; step < 5; step += 1) expect(with1.weigh({ losses: [4], tasks: [0] })[1]).toBe(0);
    const after = with1.weigh({ losses: [4, 4] });
    const alone = new BalancerRun(uncertainty(), 1);
    alone.weigh({ losses: [4] });
    expect(before[1]).toBe(0.5);
    expect(after[1]).toBe(alone.weigh({ losses: [4] })[0]);
  });

  it('keeps the weight finite when a loss stays 0, with the status degenerate', () => {
    const balancer = uncertainty({ learningRate: 1 });
    let answer = balancer.weigh({ losses: [0] }, balancer.init(1));
    for (let step = 0; step < 2000; step += 1) answer = balancer.weigh({ losses: [0] }, answer.state);
    expect(answer.status).toBe('degenerate');
    expect(answer.weights).toEqual([Math.exp(50) / 2]);
  });

  it('rejects a negative loss', () => {
    const refusal = new EquipoiseError('uncertainty: the loss of task 1 must be at least 0, received -0.25.');
    expect(() => weightsOver([[1, -0.25]])).toThrow(refusal);
  });

  it.each([
    ['learningRate 0', { learningRate: 0 }],
    ['learningRate NaN', { learningRate: Number.NaN }],
    ['initial 51', { initial: 51 }],
    ['initial Infinity', { initial: Number.POSITIVE_INFINITY }],
  ] as const)('rejects %s', (_, options) => {
    expect(() => uncertainty(options)).toThrow(InvalidOptionError);
  });

  it('rejects an unknown variant', () => {
    const options = JSON.parse('{"variant":"poisson"}') as UncertaintyOptions;
    expect(() => uncertainty(options)).toThrow(
      'uncertainty: option `variant` must be regression or classification, or a list of one for each task, received "poisson".',
    );
  });
});
