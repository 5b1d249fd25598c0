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
 * One quantity of the traces of runs of equal length, averaged over the runs point by point. Points that a run says nothing
 * of are averaged over the others, or left out.
 *
 * @param runs - The runs, seed by seed.
 * @param read - The quantity of a point.
 */
export function meanPoints(
  runs: readonly RunResult[],
  read: (point: RunResult['trace']['points'][number]) => number,
): readonly MeanPoint[] {
  const [first] = runs;
  return (first?.trace.points ?? [])
    .map(({ step }, index) => {
      const values = runs.map(({ trace }) => trace.points[index]).map((point) => (point ? read(point) : Number.NaN));
      return { step, value: mean(values.filter(Number.isFinite)) };
    })
    .filter(({ value }) => Number.isFinite(value));
}
