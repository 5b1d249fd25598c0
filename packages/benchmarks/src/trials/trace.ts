import type { Callback, StepRecord } from '@equipoise/core';

import { gradientCosines } from '../measures/gradient-cosine.ts';
import { addAll, means, RunningMean } from './running-mean.ts';
import type { Trace } from './trial-result.ts';

/** A callback that makes a trial small enough to keep and to draw, while it goes. */
export interface Tracer extends Callback {
  /** What it has seen so far. */
  readonly trace: Trace;
}

/**
 * Averages the steps of a trial: at most so many points, each the mean over equally many steps. No step is kept.
 *
 * @param taskCount - How many tasks the trial has.
 * @param pointCount - How many points to keep at most.
 */
export function tracer(taskCount: number, pointCount = 50): Tracer {
  const tasks = Array.from({ length: taskCount }, (_, task) => task);
  const pairs = tasks.flatMap((first) => tasks.slice(first + 1).map((second): [number, number] => [first, second]));
  const conflicts = pairs.map(() => ({ cosine: new RunningMean(), conflicting: new RunningMean() }));
  const points: Point[] = [];
  let size = 1;
  return {
    name: 'tracer',
    onTrainBegin({ steps }) {
      size = Math.max(1, Math.ceil(steps / pointCount));
    },
    onBatchEnd(record) {
      const cosines = cosinesOf(record, pairs);
      let point = points.at(-1);
      if (!point || point.steps === size) {
        point = { start: record.step, steps: 0, losses: means(tasks), weights: means(tasks), cosines: means(pairs) };
        points.push(point);
      }
      point.steps += 1;
      addAll(point.losses, record.losses);
      addAll(point.weights, record.weights);
      addAll(point.cosines, cosines);
      conflicts.forEach(({ cosine, conflicting }, pair) => {
        const value = cosines[pair] ?? null;
        cosine.add(value);
        conflicting.add(value === null ? null : value < 0 ? 1 : 0);
      });
    },
    get trace() {
      return {
        pairs,
        points: points.map(({ start, steps, losses, weights, cosines }) => ({
          step: start + (steps - 1) / 2,
          losses: losses.map(({ value }) => value),
          weights: weights.map(({ value }) => value),
          cosines: cosines.map(({ value }) => value),
        })),
        conflicts: conflicts.map(({ cosine, conflicting }) => ({
          looks: cosine.count,
          meanCosine: cosine.value,
          conflicting: conflicting.value,
        })),
      };
    },
  };
}

/** Steps in a row, averaged. */
interface Point {
  readonly start: number;
  steps: number;
  readonly losses: readonly RunningMean[];
  readonly weights: readonly RunningMean[];
  readonly cosines: readonly RunningMean[];
}

/** The cosine of each pair at a step; null where it was not recorded or has no angle. */
function cosinesOf({ gramian }: StepRecord, pairs: Trace['pairs']): readonly (number | null)[] {
  const cosines = gramian ? gradientCosines(gramian) : [];
  return pairs.map(([a, b]) => cosines.find(({ first, second }) => first === a && second === b)?.cosine ?? null);
}
