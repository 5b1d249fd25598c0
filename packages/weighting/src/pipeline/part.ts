import type {
  AnyBalancer,
  BalancerNeeds,
  BalancerRule,
  GradientStats,
  LossStats,
  PerTask,
  StepStats,
  ValidationMetrics,
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
 * The methods of a wrapper that hand the validation metrics to a strategy inside it; those that this strategy has.
 *
 * @param inner - The strategy inside.
 * @param key - Where the wrapper keeps its state.
 */
export function forwardValidation<State extends Readonly<Record<Key, unknown>>, Key extends string>(
  inner: Part,
  key: Key,
): Pick<Part<State>, 'afterValidation' | 'shortfall'> {
  return {
    ...(inner.afterValidation && {
      afterValidation: (metrics: ValidationMetrics, state: State) => ({
        ...state,
        [key]: inner.afterValidation?.(metrics, state[key]),
      }),
    }),
    ...(inner.shortfall && {
      shortfall: (metrics: ValidationMetrics, state: State) => inner.shortfall?.(metrics, state[key]) ?? 0,
    }),
  };
}

/**
 * The optional methods of a wrapper that only call those of the inner strategy; those that the inner strategy has.
 *
 * @param inner - The inner strategy, whose state is the `inner` of the outer one's.
 */
export function forwardHooks<State extends { readonly inner: unknown }>(
  inner: Part,
): Pick<Part<State>, 'prepare' | 'current' | 'afterStep' | 'endEpoch' | 'afterValidation' | 'shortfall'> {
  return {
    ...(inner.prepare && { prepare: () => inner.prepare?.() ?? Promise.resolve() }),
    ...(inner.current && { current: (stats: StepStats, state: State) => inner.current?.(stats, state.inner) ?? [] }),
    ...(inner.afterStep && {
      afterStep: (stats: LossStats, state: State) => ({ ...state, inner: inner.afterStep?.(stats, state.inner) }),
    }),
    ...(inner.endEpoch && {
      endEpoch: (means: PerTask, state: State) => ({ ...state, inner: inner.endEpoch?.(means, state.inner) }),
    }),
    ...forwardValidation<State, 'inner'>(inner, 'inner'),
  };
}
