import type { Scoring } from '../tasks/scoring.ts';
import { defineMetric, viewOf } from './define-metric.ts';
import type { MetricState } from './metric.ts';
import { share } from './ranges.ts';

/**
 * The share of targets within the interval from the lowest to the highest predicted quantile, ends included, over examples and targets. It should be
 * the share that the interval is made for (0.8 from the quantile 0.1 to 0.9), not more: compare models by {@link coverageError} or `pinball`. NaN
 * without labels.
 */
export const coverage = defineMetric('coverage', { mode: 'max', range: share }, (kind) =>
  within('coverage', kind, (inside) => inside),
);

/**
 * How far {@link coverage} is from the share that the interval is made for: | coverage − (highest quantile − lowest quantile) |. NaN without labels.
 */
export const coverageError = defineMetric('coverage-error', { mode: 'min', range: share }, (kind) =>
  within('coverage-error', kind, (inside, nominal) => Math.abs(inside - nominal)),
);

function within(name: string, kind: Scoring, finish: (share: number, nominal: number) => number): MetricState {
  const read = viewOf(name, kind, 'quantiles');
  let [inside, count, nominal] = [0, 0, Number.NaN];
  return {
    update(batch) {
      for (const { levels, outputs, labels } of read(batch)) {
        const [low, high] = [outputs[0], outputs.at(-1)];
        nominal = (levels.at(-1) ?? Number.NaN) - (levels[0] ?? Number.NaN);
        labels.forEach((label, row) => {
          if (label >= (low?.[row] ?? Number.NaN) && label <= (high?.[row] ?? Number.NaN)) inside += 1;
        });
        count += labels.length;
      }
    },
    compute: () => finish(inside / count, nominal),
  };
}
