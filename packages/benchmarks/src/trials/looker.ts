import type { Callback, PerTask, StepRecord } from '@equipoise/core';

import { gradientCosines } from '../measures/gradient-cosine.ts';
import type { Looks } from './looks-schema.ts';
import { addAll, means, RunningMean } from './running-mean.ts';

/** A callback that keeps what the looks of a trial come to. */
export interface Looker extends Callback {
  /** What was seen so far. */
  readonly looks: Looks;
}

/** Cosines in a row. */
interface Cosines {
  readonly cosine: RunningMean;
  readonly conflicting: RunningMean;
}

/** Steps in a row, averaged. */
interface Point {
  readonly start: number;
  end: number;
  readonly layers: RunningMean[];
  readonly update: readonly RunningMean[];
}

/**
 * Averages the looks of a trial: over all of it, and in at most so many points. No look is kept.
 *
 * @param taskCount - How many tasks the trial has.
 * @param pointCount - How many points to keep at most.
 */
export function looker(taskCount: number, pointCount = 50): Looker {
  const tasks = Array.from({ length: taskCount }, (_, task) => task);
  const pairs = tasks.flatMap((first) => tasks.slice(first + 1).map((second) => [first, second] as const));
  const layers = new Map<string, readonly Cosines[]>();
  const update = tasks.map(cosines);
  const least = cosines();
  const affinity = tasks.map(() => means(tasks));
  const points: Point[] = [];
  let size = 1;
  return {
    name: 'looker',
    onTrainBegin({ steps }) {
      size = Math.max(1, Math.ceil(steps / pointCount));
    },
    onBatchEnd(record) {
      const { layerGramians, updateGramian } = record;
      if (layerGramians || updateGramian) {
        let point = points.at(-1);
        if (!point || record.step >= point.start + size) {
          point = { start: record.step, end: record.step, layers: [], update: means(tasks) };
          points.push(point);
        }
        point.end = record.step;
        for (const [index, [path, gramian]] of Object.entries(layerGramians ?? {}).entries()) {
          const seen = cosinesIn(gramian, pairs);
          const known = layers.get(path) ?? pairs.map(cosines);
          layers.set(path, known);
          known.forEach((pair, place) => note(pair, seen[place] ?? null));
          const mean = (point.layers[index] ??= new RunningMean());
          for (const cosine of seen) mean.add(cosine);
        }
        const turned = updateGramian ? towardsUpdate(updateGramian, taskCount) : [];
        update.forEach((of, task) => note(of, turned[task] ?? null));
        addAll(point.update, turned);
        const known = turned.filter((cosine) => cosine !== null);
        if (known.length > 0) note(least, Math.min(...known));
      }
      affinity.forEach((row, task) => addAll(row, (record.affinity?.[task] ?? []).map(orNull)));
    },
    get looks() {
      return {
        layers: [...layers].map(([path, own]) => ({ path, pairs: own.map(written) })),
        update: update[0] && update[0].cosine.count > 0 ? update.map(written) : [],
        ...(least.cosine.count > 0 && { least: written(least) }),
        affinity: affinity.some((row) => row.some(({ count }) => count > 0))
          ? affinity.map((row) => row.map(({ value }) => value))
          : [],
        points: points.map((point) => ({
          step: (point.start + point.end) / 2,
          layers: point.layers.map(({ value }) => value),
          update: point.update.some(({ count }) => count > 0) ? point.update.map(({ value }) => value) : [],
        })),
      };
    },
  };
}

function cosines(): Cosines {
  return { cosine: new RunningMean(), conflicting: new RunningMean() };
}

function note({ cosine, conflicting }: Cosines, value: number | null): void {
  cosine.add(value);
  conflicting.add(value === null ? null : value < 0 ? 1 : 0);
}

function written({ cosine, conflicting }: Cosines): Looks['update'][number] {
  return { meanCosine: cosine.value, conflicting: conflicting.value };
}

function cosinesIn(
  gramian: readonly PerTask[],
  pairs: readonly (readonly [number, number])[],
): readonly (number | null)[] {
  const found = gradientCosines(gramian);
  return pairs.map(([a, b]) => found.find(({ first, second }) => first === a && second === b)?.cosine ?? null);
}

/** The cosine of each task's gradient with the update, which is the last row. */
function towardsUpdate(
  gramian: NonNullable<StepRecord['updateGramian']>,
  taskCount: number,
): readonly (number | null)[] {
  const found = gradientCosines(gramian).filter(({ second }) => second === taskCount);
  return Array.from({ length: taskCount }, (_, task) => found.find(({ first }) => first === task)?.cosine ?? null);
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
