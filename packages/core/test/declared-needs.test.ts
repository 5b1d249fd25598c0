import { describe, expect, it } from 'vitest';

import { BalancerRun, fit, InvalidOptionError } from '../src/index.ts';
import type {
  AnyBalancer,
  Balancer,
  GradientStats,
  LossStats,
  PerTask,
  StepStats,
  TransformBalancer,
} from '../src/balancer.ts';
import { mlp } from '../src/encoders/mlp.ts';
import { equal, inverseLoss, shortest } from './support/balancers.ts';
import { table } from './support/tables.ts';

const init = (): null => null;
const first = (row: PerTask | undefined) => ({ weights: row ?? [], state: null });

/** What a gradient transform may measure. */
interface Measured extends LossStats {
  readonly cross: PerTask;
}

/** Reads the Gramian and says that it needs the losses: what JavaScript, or a cast, lets through. */
const lying = { ...shortest, name: 'lying', needs: 'losses' } as unknown as AnyBalancer;

describe('the types of a strategy', () => {
  it('tie what it needs to what it reads', () => {
    const losses: Balancer<null> = { name: 'a', needs: 'losses', init, weigh: (stats) => first(stats.losses) };
    const gramian: Balancer<null, GradientStats> = {
      name: 'b',
      needs: 'gramian',
      init,
      weigh: (stats) => first(stats.gramian[0]),
    };
    const nothing: Balancer<null, StepStats> = { name: 'c', needs: 'nothing', init, weigh: () => first([1, 1]) };
    const rows = (stats: GradientStats) => first(stats.gramian[0]);
    const reads: Balancer<null> = {
      name: 'd',
      needs: 'losses',
      init,
      // @ts-expect-error losses alone hold no Gramian
      weigh: ({ gramian: [row] }) => first(row as PerTask),
    };
    // @ts-expect-error nor for a parameter that says so itself
    const typed: Balancer<null> = { name: 'e', needs: 'losses', init, weigh: rows };
    // @ts-expect-error nor as any strategy
    const any: AnyBalancer = { name: 'f', needs: 'losses', init, weigh: rows };
    // @ts-expect-error what reads the Gramian needs it
    const less: Balancer<null, GradientStats> = { ...gramian, needs: 'losses' };
    // @ts-expect-error what reads nothing needs nothing
    const more: Balancer<null, StepStats> = { ...nothing, needs: 'gramian' };
    // @ts-expect-error other statistics come from a gradient transform
    const cross: Balancer<null, Measured> = { ...losses, weigh: (stats: Measured) => first(stats.cross) };
    // @ts-expect-error which then has to be there
    const bare: TransformBalancer<null> = { ...losses, needs: 'jacobian' };
    // @ts-expect-error and needs more than losses
    const transform: TransformBalancer<null> = { ...losses, gradientTransform: { apply: () => ({}) } };
    const all = [losses, gramian, nothing, reads, typed, any, less, more, cross, bare, transform];
    expect(all.map(({ name }) => name).join('')).toBe('abcdefbcaaa');
  });
});

describe('a run of a strategy', () => {
  it('names what is read without being declared', () => {
    const run = new BalancerRun(lying, 2);
    expect(() => run.weigh({ losses: [1, 2] })).toThrow(
      "lying: its `weigh` reads `gramian`, and its `needs` is 'losses'.",
    );
    const blind = new BalancerRun({ ...inverseLoss, needs: 'nothing' } as unknown as AnyBalancer, 2);
    expect(() => blind.weigh({})).toThrow("inverse-loss: its `weigh` reads `losses`, and its `needs` is 'nothing'.");
  });

  it('stops fit before the first step is made, in one sentence', async () => {
    const options = { dataset: table(), encoder: mlp({ hidden: [4] }), epochs: 1, engine: 'wasm' } as const;
    await expect(fit({ ...options, balancer: lying })).rejects.toThrow('lying: its `weigh` reads `gramian`');
  });

  it.each([
    ['an unknown need', { ...equal, needs: 'gradients' }, 'one of nothing, losses, gramian, jacobian, batches'],
    ['a missing transform', { ...equal, needs: 'batches' }, "`gradientTransform` must be given, as it needs 'batches'"],
    [
      'a transform without use',
      { ...equal, gradientTransform: { apply: init } },
      "`needs` must be 'jacobian' or 'batches'",
    ],
  ])('refuses %s', (_, balancer, message) => {
    const make = () => new BalancerRun(balancer as unknown as AnyBalancer, 2);
    expect(make).toThrow(InvalidOptionError);
    expect(make).toThrow(message);
  });
});
