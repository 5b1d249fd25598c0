import { BalancerRun, EquipoiseError, InvalidOptionError, NonFiniteError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { famo, type FamoState } from '../../src/strategies/famo.ts';
import { scaleInvariant } from '../../src/strategies/scale-invariant.ts';
import { near, weightsOf } from '../support/answers.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => famo());
describeBalancer(() => famo({ learningRate: 0.5, weightDecay: 0 }));

/** ξ of each task in a state. */
function logits(state: unknown): number[] {
  return (state as FamoState).tasks.map(({ logit }) => logit);
}

describe('famo', () => {
  it('starts with weights proportional to 1/(l − b) that add up to 1', () => {
    expect(weightsOf(famo(), [1, 2, 4])).toEqual(near([4 / 7, 2 / 7, 1 / 7]));
    expect(weightsOf(famo({ reference: [-1, 1] }), [1, 2])).toEqual(near([1 / 3, 2 / 3])); // D = [2, 1]
  });

  it('starts in the direction of the scale-invariant loss, at any scale', () => {
    const losses = [3e-10, 0.2, 5e9];
    const inverse = weightsOf(scaleInvariant(), losses);
    const total = inverse.reduce((sum, weight) => sum + weight, 0);
    weightsOf(famo(), losses).forEach((weight, task) =>
      expect(weight / ((inverse[task] ?? 0) / total)).toBeCloseTo(1, 12),
    );
  });

  it('matches the formula and Adam over two steps worked by hand', () => {
    // η = 0.1, γ = 0. l = [1, 2] → [½, 2]: δ = [log 2, 0], z = [½, ½], mean ½·log 2: ∇ξ = ½·[½, −½]·log 2 = [+, −]·0.173286795.
    // Adam's first step is −0.1·sign (ε aside): ξ = [−0.1, 0.1]; z ∝ [1, e^0.2].
    // With l = [1, 2]: z/D ∝ [1, e^0.2/2] = [1, 0.610701379]: w = [0.620847539, 0.379152461].
    // l = [1, 2] → [1, 1]: δ = [0, log 2], z = [0.450166003, 0.549833997], mean 0.381115883 (0.549833997·log 2):
    //   ∇ξ₀ = 0.450166003·(−0.381115883) = −0.171565414 = −∇ξ₁.
    //   m = 0.9·0.0173286795 − 0.0171565414 = −0.00156072985, m̂ = m/0.19 = −0.00821436763;
    //   v = 0.999·0.001·0.030028313 + 0.001·0.029434691 = 5.94329757e-5, v̂ = v/0.001999 = 0.0297313536, √v̂ = 0.172427821;
    //   step −0.1·m̂/√v̂ = 0.00476394846: ξ = [−0.09523605, 0.09523605].
    const run = new BalancerRun(famo({ learningRate: 0.1, weightDecay: 0 }), 2);
    run.weigh({ losses: [1, 2] });
    run.afterStep({ losses: [0.5, 2] });
    expect(logits(run.state)).toEqual([-0.1, 0.1].map((logit) => expect.closeTo(logit, 7) as unknown));
    expect(run.weigh({ losses: [1, 2] })).toEqual(
      [0.620847539, 0.379152461].map((w) => expect.closeTo(w, 7) as unknown),
    );
    run.afterStep({ losses: [1, 1] });
    expect(logits(run.state)).toEqual([-0.09523605, 0.09523605].map((logit) => expect.closeTo(logit, 7) as unknown));
  });

  it('shrinks ξ by the weight decay', () => {
    // All losses decrease at the same rate: ∇ξ = γξ, so ξ moves towards 0 by a full step of Adam, and does not move without decay.
    const run = new BalancerRun(famo({ weightDecay: 0.1 }), 2);
    run.weigh({ losses: [1, 1] });
    run.afterStep({ losses: [1, 0.5] });
    const [before = 0] = logits(run.state);
    for (let step = 0; step < 2000; step += 1) {
      run.weigh({ losses: [1, 1] });
      run.afterStep({ losses: [0.5, 0.5] });
    }
    expect(before).toBeGreaterThan(0);
    expect(Math.abs(logits(run.state)[0] ?? 1)).toBeLessThan(before / 2);
  });

  it('raises the weight of the task whose loss decreases most slowly', () => {
    const run = new BalancerRun(famo(), 2);
    const [first = 0] = run.weigh({ losses: [1, 1] });
    run.afterStep({ losses: [0.9, 0.5] });
    expect(run.weigh({ losses: [1, 1] })[0]).toBeGreaterThan(first);
  });

  it('converges where the losses decrease at equal rates', () => {
    // Two tasks with parameters of their own: a step on Σ wᵢlᵢ lowers log lᵢ by 0.1·wᵢlᵢ·aᵢ, aᵢ its squared sensitivity. At
    // l = [1, 1] the weights are z, so equal rates ask for z₀·1 = z₁·0.01: ξ₁ − ξ₀ = log 100.
    const run = new BalancerRun(famo({ weightDecay: 0 }), 2);
    const falls = (): number[] =>
      run.weigh({ losses: [1, 1] }).map((weight, task) => 0.1 * weight * (task === 0 ? 1 : 0.01));
    for (let step = 0; step < 4000; step += 1) run.afterStep({ losses: falls().map((fall) => Math.exp(-fall)) });
    const [low = 0, high = 0] = logits(run.state);
    expect(high - low).toBeCloseTo(Math.log(100), 1);
  });

  it('does not change the state of absent tasks and of those without a rate', () => {
    const run = new BalancerRun(famo(), 3);
    run.weigh({ losses: [1, 2, 3] });
    run.afterStep({ losses: [0.5, 1.9, 3] });
    const { tasks: before } = run.state as FamoState;
    run.weigh({ losses: [1, 0], tasks: [0, 2] });
    run.afterStep({ losses: [0.1, 0], tasks: [0, 2] });
    const { tasks: after } = run.state as FamoState;
    expect(after[1]).toEqual(before[1]);
    expect(after[2]).toEqual({ ...before[2], before: null });
    run.weigh({ losses: [1, 1, 1] });
    run.afterStep({ losses: [0, 0, 0] });
    expect(logits(run.state)).toEqual(after.map(({ logit }) => logit));
  });

  it('gives a loss at its bound weight 0 and the status degenerate', () => {
    const balancer = famo({ reference: [1, 0] });
    expect(balancer.weigh({ losses: [1, 3] }, balancer.init(2))).toMatchObject({
      weights: [0, 1],
      status: 'degenerate',
    });
  });

  it('always gives a single task weight 1', () => {
    const run = new BalancerRun(famo(), 1);
    for (const loss of [1e-10, 1e10, 3]) {
      expect(run.weigh({ losses: [loss] })).toEqual([1]);
      run.afterStep({ losses: [loss / 1e5] });
    }
  });

  it('names the task with an invalid loss, before or after the step', () => {
    const run = new BalancerRun(famo({ reference: [0, 2] }), 2);
    const refusal = new EquipoiseError('famo: the loss of task 1 is below its reference by 0.5.');
    expect(() => run.weigh({ losses: [1, 1.5] })).toThrow(refusal);
    run.weigh({ losses: [1, 3] });
    const notFinite = new NonFiniteError('famo: the loss of task 0 is NaN.');
    expect(() => run.afterStep({ losses: [Number.NaN, 3] })).toThrow(notFinite);
  });

  it('resumes between a step and its losses like an uninterrupted run', () => {
    const run = new BalancerRun(famo(), 2);
    run.weigh({ losses: [1, 2] });
    const resumed = new BalancerRun(famo(), 2, JSON.parse(JSON.stringify(run.state)));
    for (const one of [run, resumed]) one.afterStep({ losses: [0.9, 1] });
    expect(resumed.weigh({ losses: [1, 2] })).toEqual(run.weigh({ losses: [1, 2] }));
  });

  it.each([
    ['learningRate 0', { learningRate: 0 }],
    ['weightDecay -1', { weightDecay: -1 }],
    ['reference NaN', { reference: [Number.NaN] }],
  ] as const)('rejects %s', (_, options) => {
    expect(() => famo(options)).toThrow(InvalidOptionError);
  });

  it('rejects a reference of the wrong length', () => {
    expect(() => famo({ reference: [0, 0] }).init(3)).toThrow(InvalidOptionError);
  });
});
