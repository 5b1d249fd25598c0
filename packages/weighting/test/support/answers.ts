import { type AnyBalancer, BalancerRun } from '@equipoise/core';
import { expect } from 'vitest';

/** The weights of a new run for a batch with these losses. */
export function weightsOf(balancer: AnyBalancer, losses: readonly number[]): readonly number[] {
  return new BalancerRun(balancer, losses.length).weigh({ losses });
}

/** The weights of a new run for each of these batches of losses. */
export function weightsOver(balancer: AnyBalancer, batches: readonly (readonly number[])[]): (readonly number[])[] {
  const run = new BalancerRun(balancer, batches[0]?.length ?? 0);
  return batches.map((losses) => run.weigh({ losses }));
}

/** Numbers that agree with these to 12 digits. */
export function near(values: readonly number[]): unknown[] {
  return values.map((value) => expect.closeTo(value, 12 - Math.ceil(Math.log10(Math.abs(value) + 1e-12))) as unknown);
}
