import type { Scoring } from '../tasks/scoring.ts';
import { viewOf } from './define-metric.ts';
import { Growing } from './growing.ts';
import { meanDefined } from './mean-defined.ts';
import type { MetricState } from './metric.ts';

/** Examples of a group with equal scores, whose order is not known. */
export interface Tied {
  /** How many have a greater score. */
  readonly start: number;
  /** Their relevances. */
  readonly relevances: Float64Array;
}

/** The examples of a group by their scores, the greatest first. */
export type RankedGroup = readonly Tied[];

/**
 * A metric that is the mean over groups of a measure of their order; NaN when it is defined for none. It keeps all scores.
 *
 * @param name - The metric's name.
 * @param kind - What the task predicts.
 * @param measure - The measure; undefined where it is not defined for a group.
 */
export function byGroup(name: string, kind: Scoring, measure: (group: RankedGroup) => number | undefined): MetricState {
  const read = viewOf(name, kind, 'relevance');
  const [scores, relevances, groups] = [new Growing(), new Growing(), new Growing()];
  return {
    update(batch) {
      const found = read(batch);
      scores.append(found.scores);
      relevances.append(found.relevances);
      groups.append(found.groups);
    },
    compute: () => meanDefined(rankedGroups(scores.values, relevances.values, groups.values).map(measure)),
  };
}

function rankedGroups(scores: Float64Array, relevances: Float64Array, groups: Float64Array): readonly RankedGroup[] {
  const order = Uint32Array.from(groups.keys()).sort(
    (a, b) => (groups[a] ?? 0) - (groups[b] ?? 0) || (scores[b] ?? 0) - (scores[a] ?? 0),
  );
  const ranked: Tied[][] = [];
  for (let start = 0, end = 0, first = 0; start < order.length; start = end) {
    const [group, score] = [groups[order[start] ?? 0], scores[order[start] ?? 0]];
    if (start === 0 || groups[order[start - 1] ?? 0] !== group) {
      ranked.push([]);
      first = start;
    }
    while (end < order.length && groups[order[end] ?? 0] === group && scores[order[end] ?? 0] === score) end += 1;
    const tied = Float64Array.from(order.subarray(start, end), (index) => relevances[index] ?? Number.NaN);
    ranked.at(-1)?.push({ start: start - first, relevances: tied });
  }
  return ranked;
}
