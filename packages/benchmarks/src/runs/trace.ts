import type { History, StepRecord } from '@equipoise/core';

import { gradientCosines } from '../measures/gradient-cosine.ts';
import { mean } from '../statistics/summary.ts';
import type { Trace } from './run-result.ts';

/**
 * Makes a history small enough to keep and to draw: at most so many points, each the mean over equally many steps.
 *
 * @param history - Every step of a run.
 * @param pointCount - How many points to keep at most.
 */
export function traceOf(history: History, pointCount = 50): Trace {
  const pairs = history.tasks.flatMap((_, first) =>
    history.tasks.slice(first + 1).map((_, offset): [number, number] => [first, first + 1 + offset]),
  );
  const looks = history.steps.map((step) => cosinesOf(step, pairs));
  const size = Math.max(1, Math.ceil(history.steps.length / pointCount));
  const starts = Array.from({ length: Math.ceil(history.steps.length / size) }, (_, point) => point * size);
  return {
    pairs,
    points: starts.map((start) => {
      const steps = history.steps.slice(start, start + size);
      return {
        step: start + (steps.length - 1) / 2,
        losses: history.tasks.map((_, task) => tidyMean(steps.map(({ losses }) => losses[task] ?? null))),
        weights: history.tasks.map((_, task) => tidyMean(steps.map(({ weights }) => weights[task] ?? null))),
        cosines: pairs.map((_, pair) => tidyMean(looks.slice(start, start + size).map((step) => step[pair] ?? null))),
      };
    }),
    conflicts: pairs.map((_, pair) => {
      const seen = looks.map((step) => step[pair] ?? null).filter((cosine) => cosine !== null);
      return {
        looks: seen.length,
        meanCosine: tidyMean(seen),
        conflicting: tidyMean(seen.map((cosine) => (cosine < 0 ? 1 : 0))),
      };
    }),
  };
}

/** The cosine of each pair at a step; null where it was not looked at or has no angle. */
function cosinesOf({ gramian }: StepRecord, pairs: Trace['pairs']): readonly (number | null)[] {
  const cosines = gramian ? gradientCosines(gramian) : [];
  return pairs.map(([a, b]) => cosines.find(({ first, second }) => first === a && second === b)?.cosine ?? null);
}

/** The mean of what is there, to six digits: it is drawn, not computed with. */
function tidyMean(values: readonly (number | null)[]): number {
  return Number(mean(values.filter((value) => value !== null)).toPrecision(6));
}
