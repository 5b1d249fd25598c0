import type { RunResult } from '../../runs/run-result.ts';
import { mean } from '../../statistics/summary.ts';

/** A point of several traces, averaged. */
export interface MeanPoint {
  /** The step in the middle. */
  readonly step: number;
  /** The mean over the traces. */
  readonly value: number;
}

/**
 * One quantity of the traces of runs of equal length, averaged over the runs and over neighbouring points. Points that a
 * run says nothing of are averaged over the others, or left out.
 *
 * @param runs - The runs, seed by seed.
 * @param read - The quantity of a point.
 * @param group - How many neighbouring points become one.
 */
export function meanPoints(
  runs: readonly RunResult[],
  read: (point: RunResult['trace']['points'][number]) => number,
  group = 1,
): readonly MeanPoint[] {
  const length = Math.max(0, ...runs.map(({ trace }) => trace.points.length));
  return Array.from({ length: Math.ceil(length / group) }, (_, index) => {
    const points = runs.flatMap(({ trace }) => trace.points.slice(index * group, (index + 1) * group));
    return { step: mean(points.map(({ step }) => step)), value: mean(points.map(read).filter(Number.isFinite)) };
  }).filter(({ value }) => Number.isFinite(value));
}
