import type { AnyBalancer } from '@equipoise/core';
import { dualAscent, parseStrategy, pipeline } from '@equipoise/weighting';

/**
 * The strategy that `equipoise train` is asked for. With floors, its gradients are those of the losses as `dual-ascent` weighs them.
 *
 * @param strategy - The strategy, as text; equal weights when left out.
 * @param floors - Floors of metrics with commas between, such as `churn.auc >= 0.85`.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such strategy, a floor is written otherwise, or a strategy beside floors
 *   does not aggregate gradients.
 */
export function trainStrategy(strategy: string | undefined, floors: string | undefined): AnyBalancer {
  if (floors === undefined) return parseStrategy(strategy ?? 'equal');
  const weighting = dualAscent({ floors: floors.split(',').map((floor) => floor.trim()) });
  return strategy === undefined ? weighting : pipeline({ weighting, aggregation: parseStrategy(strategy) });
}
