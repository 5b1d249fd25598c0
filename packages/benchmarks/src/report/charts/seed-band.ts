import type { TrialResult } from '../../trials/trial-result.ts';
import { mean, summarise } from '../../statistics/summary.ts';
import type { CurvePoint } from './curves.ts';

/**
 * One place of a curve from the values of the seeds. Values that are not finite are left out.
 *
 * @param x - Where.
 * @param values - One for each seed.
 * @returns Nothing where no seed has a value.
 */
export function bandPoint(x: number, values: readonly number[]): readonly CurvePoint[] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [];
  const { mean: value, sd } = summarise(finite);
  return [{ x, value, ...(finite.length > 1 ? { low: value - sd, high: value + sd } : {}) }];
}

/**
 * One quantity of the traces of trials of equal length: the mean over the seeds with their band, averaged over neighbouring
 * points of each trace.
 *
 * @param trials - The trials, seed by seed.
 * @param read - The quantity of a point.
 * @param group - How many neighbouring points become one.
 */
export function traceCurve(
  trials: readonly TrialResult[],
  read: (point: TrialResult['trace']['points'][number]) => number,
  group = 1,
): readonly CurvePoint[] {
  const length = Math.max(0, ...trials.map(({ trace }) => trace.points.length));
  return Array.from({ length: Math.ceil(length / group) }, (_, index) => {
    const groups = trials.map(({ trace }) => trace.points.slice(index * group, (index + 1) * group));
    const step = mean(groups.flatMap((points) => points.map((point) => point.step)));
    return bandPoint(
      step,
      groups.map((points) => mean(points.map(read).filter(Number.isFinite))),
    );
  }).flat();
}
