import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { imtlL } from '../../src/strategies/imtl-l.ts';
import { uncertainty } from '../../src/strategies/uncertainty.ts';
import { weightsOf, weightsOver } from '../support/answers.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => imtlL());
describeBalancer(() => imtlL({ learningRate: 0.5 }));

describe('imtl-l', () => {
  it('matches the formula and Adam on a worked example', () => {
    // l = 3, s₀ = 0, η = 0.1; d/ds(l·e^s − s) = l·e^s − 1.
    // Step 1: g₁ = 3 − 1 = 2; Adam's first step is −0.1 (ε aside): s₁ = −0.1, w = e^−0.1 = 0.904837418.
    // Step 2: g₂ = 3·0.904837418 − 1 = 1.714512254; m = 0.9·0.2 + 0.1·g₂ = 0.351451225, m̂ = m/0.19 = 1.849743292;
    //   v = 0.999·0.004 + 0.001·g₂² = 0.006935552, v̂ = v/0.001999 = 3.469510892, √v̂ = 1.862662314;
    //   s₂ = −0.1 − 0.1·1.849743292/1.862662314 = −0.199306422; w = e^s₂ = 0.819298805.
    const [first, second, third] = weightsOver(imtlL({ learningRate: 0.1 }), [[3], [3], [3]]);
    expect(first).toEqual([1]);
    expect(second).toEqual([expect.closeTo(0.904837418, 8)]);
    expect(third).toEqual([expect.closeTo(0.819298805, 7)]);
  });

  it('converges at w = 1 / l', () => {
    const losses = [0.01, 0.5, 7, 300];
    const run = new BalancerRun(imtlL(), 4);
    for (let step = 0; step < 10_000; step += 1) run.weigh({ losses });
    const last = Array.from({ length: 5000 }, () => run.weigh({ losses })); // Adam's steps never end.
    losses.forEach((loss, task) => {
      const average = last.reduce((sum, weights) => sum + (weights[task] ?? 0), 0) / last.length;
      expect(average * loss).toBeCloseTo(1, 2);
    });
  });

  it('is twice uncertainty weighting', () => {
    // Both gradients differ by the sign and a factor 2, which Adam does not see (ε aside).
    const batches = [
      [3, 0.1],
      [2, 0.2],
      [4, 0.3],
      [1, 0.1],
    ];
    const twice = weightsOver(uncertainty(), batches).map((weights) => weights.map((weight) => 2 * weight));
    expect(weightsOver(imtlL(), batches)).toEqual(
      twice.map((weights) => weights.map((w) => expect.closeTo(w, 7) as unknown)),
    );
  });

  it('does not change the state of an absent task', () => {
    const run = new BalancerRun(imtlL(), 2);
    run.weigh({ losses: [4, 4] });
    const before = run.state;
    run.weigh({ losses: [4], tasks: [0] });
    expect(run.state).toMatchObject({ tasks: [{ moments: { steps: 2 } }, (before as { tasks: unknown[] }).tasks[1]] });
  });

  it('keeps the weight finite when a loss stays 0, with the status degenerate', () => {
    const balancer = imtlL({ learningRate: 1 });
    let answer = balancer.weigh({ losses: [0] }, balancer.init(1));
    for (let step = 0; step < 200; step += 1) answer = balancer.weigh({ losses: [0] }, answer.state);
    expect(answer).toMatchObject({ status: 'degenerate', weights: [Math.exp(50)] });
  });

  it('rejects a negative loss', () => {
    expect(() => weightsOf(imtlL(), [1, -2])).toThrow('imtl-l: the loss of task 1 must be at least 0, received -2.');
  });

  it.each([0, -1, Number.NaN])('rejects the learning rate %s', (learningRate) => {
    expect(() => imtlL({ learningRate })).toThrow(InvalidOptionError);
  });
});
