import type {
  AnyBalancer,
  Balancer,
  BalancerNeeds,
  GradientStats,
  LossStats,
  PerTask,
  StepStats,
} from '@equipoise/core';

/** A strategy as a part of another one: it is told all that a batch tells, and looks at what it needs. */
export type Part = Balancer<unknown, GradientStats>;

/**
 * A strategy, to be told all that a batch tells.
 *
 * @param balancer - The strategy.
 */
export function asPart(balancer: AnyBalancer): Part {
  return balancer;
}

const order: readonly BalancerNeeds[] = ['nothing', 'losses', 'gramian', 'jacobian', 'batches'];

/**
 * What a strategy looks at that is made of others: the most that one of them does.
 *
 * @param needs - What each looks at.
 */
export function mostOf(...needs: readonly BalancerNeeds[]): BalancerNeeds {
  return order[Math.max(...needs.map((need) => order.indexOf(need)))] ?? 'nothing';
}

/**
 * What a strategy around another one hands on to it without changing it: only what the inner one has.
 *
 * @param inner - The inner strategy, whose state is the `inner` of the outer one's.
 */
export function handingOn<State extends { readonly inner: unknown }>(
  inner: Part,
): Pick<Balancer<State>, 'prepare' | 'current' | 'afterStep' | 'endEpoch'> {
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
