import { partText } from '../trials/part-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';

/** The arm that has, for each seed, the fixed weights that were best on the validation split. */
export const searchedFixed = 'searched-fixed';

/**
 * A strategy of fixed weights as a trial names it; `equal` for weights of 1, so that both are one trial.
 *
 * @param weights - One for each task.
 */
export function fixedText(weights: readonly number[]): string {
  if (weights.every((weight) => weight === 1)) return 'equal';
  return partText({ kind: 'strategy', name: 'fixed', options: { weights } });
}

/**
 * The mean weight of each task over the steps of a run, six digits of it.
 *
 * @param result - The run; the points of its trace are means over equally many steps each, but for the last.
 */
export function meanWeights({ trace: { points }, steps }: TrialResult): readonly number[] {
  const [first] = points;
  if (!first) return [];
  const size = 2 * first.step + 1; // A point is at the middle of its steps, the first of which is step 0.
  const count = (point: number): number => (point < points.length - 1 ? size : steps - size * (points.length - 1));
  return first.weights.map((_, task) => {
    const sum = points.reduce((total, { weights }, point) => total + count(point) * (weights[task] ?? Number.NaN), 0);
    return Number((sum / steps).toPrecision(6));
  });
}
