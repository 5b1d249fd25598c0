import type { AnyBalancer, PerTask } from '@equipoise/core';

import { linearBatch, type PlanMemory, type PlanOutcome, type PlanTrial, tryPlan } from '../../src/testing.ts';

/** What a plan finds in a step: gradients, and losses of 1 unless they are given. */
export interface Found extends Partial<PlanTrial> {
  readonly jacobian: readonly PerTask[];
  readonly losses?: PerTask;
}

/** Follows a strategy's plan through a step whose losses are linear in as many parameters as the gradients are long. */
export function step(balancer: AnyBalancer, { jacobian, losses, ...trial }: Found, memory?: PlanMemory): PlanOutcome {
  return tryPlan(
    balancer,
    {
      taskCount: jacobian.length,
      parameters: (jacobian[0] ?? []).map(() => 0),
      batches: () => [linearBatch(losses ?? jacobian.map(() => 1), jacobian)],
      ...trial,
    },
    memory,
  );
}

/** What came of each of several steps. */
export function steps(balancer: AnyBalancer, all: readonly Found[]): readonly PlanOutcome[] {
  const outcomes: PlanOutcome[] = [];
  for (const found of all) outcomes.push(step(balancer, found, outcomes.at(-1)?.memory));
  return outcomes;
}
