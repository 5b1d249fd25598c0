import type { Scoring } from '../tasks/scoring.ts';
import { defineMetric, type MetricFactory, viewOf } from './define-metric.ts';
import type { MetricRange } from './metric.ts';
import { share } from './ranges.ts';

/** How often the classes of one decision were decided, true, and both. */
export interface ClassCounts {
  /** How often each class was decided. */
  readonly decided: Float64Array;
  /** How often each class was true. */
  readonly truth: Float64Array;
  /** How often each class was decided and true. */
  readonly hits: Float64Array;
}

/**
 * The factory of a metric that is computed from counts of classes.
 *
 * @param name - Its name.
 * @param measure - The metric, from the counts of an example's decision: several for the labels of a multilabel task, none before any
 *   example. `labels` says whether the kind is multilabel.
 * @param range - Its least and its greatest value.
 */
export function countsMetric<const Name extends string>(
  name: Name,
  measure: (counts: readonly ClassCounts[], labels: boolean) => number,
  range: MetricRange = share,
): MetricFactory<Name> {
  return defineMetric(name, { mode: 'max', range }, (kind: Scoring) => {
    const read = viewOf(name, kind, 'decisions');
    let counts: readonly ClassCounts[] = [];
    let multilabel = false;
    return {
      update(batch) {
        const { decided, truth, classes, labels } = read(batch);
        multilabel = labels !== undefined;
        if (counts.length === 0) counts = Array.from({ length: labels ?? 1 }, () => emptyCounts(classes));
        decided.forEach((decision, index) => {
          const each = counts[index % counts.length];
          const actual = truth[index] ?? -1;
          if (!each) return;
          increment(each.decided, decision);
          increment(each.truth, actual);
          if (decision === actual) increment(each.hits, actual);
        });
      },
      compute: () => measure(counts, multilabel),
    };
  });
}

/**
 * The sum of numbers.
 *
 * @param numbers - The numbers.
 */
export function total(numbers: Float64Array): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function emptyCounts(classes: number): ClassCounts {
  return { decided: new Float64Array(classes), truth: new Float64Array(classes), hits: new Float64Array(classes) };
}

function increment(counts: Float64Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}
