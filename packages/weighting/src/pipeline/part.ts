import type {
  AnyBalancer,
  BalancerNeeds,
  BalancerRule,
  GradientStats,
  LossStats,
  PerTask,
  StepStats,
} from '@equipoise/core';

/** A strategy as part of another one: it receives all statistics, and reads those that it needs. */
export interface Part<State = unknown> extends BalancerRule<State, GradientStats> {
  /** What it reads of them. */
  readonly needs: BalancerNeeds;
}

/**
 * A strategy as a part that receives all statistics.
 *
 * @param balancer - The strategy.
 */
export function asPart(balancer: AnyBalancer): Part {
  return balancer;
}

const order: readonly BalancerNeeds[] = ['nothing', 'losses', 'gramian', 'jacobian', 'batches'];

/**
 * What a composed strategy needs: the most that any of its parts needs.
 *
 * @param needs - What each part needs.
 */
export function mostDemanding(...needs: readonly BalancerNeeds[]): BalancerNeeds {
  return order[Math.max(...needs.map((need) => order.indexOf(need)))] ?? 'nothing';
}

/**
 * The optional methods of a wrapper that only call those of the inner strategy; those that the inner strategy has.
 *
 * @param inner - The inner strategy, whose state is the `inner` of the outer one's.
 */
export function forwardHooks<State extends { readonly inner: unknown }>(
  inner: Part,
): Pick<Part<State>, 'prepare' | 'current' | 'afterStep' | 'endEpoch'> {
  return {
    ...(inner.prepare && { prepare: () => inner.prepare?.() ?? Promise.resolve() }),
    ...(inner.current && { current: (stats: StepStats, state: State) => inner.current?.(stats, state.inner) ?? [] }),
    ...(inner.afterStep && {
      afterStep: (stats: LossStats, state: State) => ({ ...state, inner: inner.afterStep?.(stats, state.inner) }),
    }),
    ...(inner.endEpoch && {
      endEpoch: (means: PerTask, state: State) => ({ ...state, inner: inner.endEpoch?.(means, state.inner) }),
    }),
  };
}
