import type { AnyBalancer } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { equal, equalCard } from './equal.ts';
import { fixed, fixedCard } from './fixed.ts';
import { gradnorm, gradnormCard } from './gradnorm.ts';
import { uncertainty, uncertaintyCard } from './uncertainty.ts';

/**
 * Every strategy by its name, as the function that makes it; all options may be left out. The one list that the docs, the
 * tests and the benchmarks read.
 *
 * @example
 * const balancer = strategies.gradnorm({ alpha: 0.5 });
 */
export const strategies = {
  equal,
  fixed,
  gradnorm,
  uncertainty,
} as const satisfies Record<string, (options?: never) => AnyBalancer>;

/** The name of a strategy. */
export type StrategyName = keyof typeof strategies;

/** What to know of every strategy, by its name. */
export const cards = {
  equal: equalCard,
  fixed: fixedCard,
  gradnorm: gradnormCard,
  uncertainty: uncertaintyCard,
} as const satisfies Record<StrategyName, StrategyCard>;
