import { InvalidOptionError } from '../../errors.ts';
import { quantile, quantileOptions, sortedQuantiles } from '../../losses/quantile.ts';
import { coverage, coverageError } from '../../metrics/coverage.ts';
import { mae } from '../../metrics/mae.ts';
import { pinball } from '../../metrics/pinball.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import { columnOf } from '../column.ts';
import { restore, unscaled } from '../scale.ts';
import type { QuantileColumn } from '../scoring.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { namesOf } from './names.ts';
import { type NumberPrediction, regression, regressionOptions } from './regression.ts';

/** Options of {@link quantiles}. */
export const quantilesOptions = optionsSchema('quantiles', {
  q: quantileOptions.shape.q,
  targets: regressionOptions.shape.targets,
  scales: regressionOptions.shape.scales,
  ...partsOptions('quantile({ q })', '[pinball(), coverage(), coverageError(), mae()]'),
});

/** Options of {@link quantiles}. */
export type QuantilesOptions = OptionsOf<typeof quantilesOptions>;

/**
 * A task that predicts quantiles of numbers, and so intervals: a regression with the pinball loss. Its head gives an output for each quantile of each
 * target. Quantiles that cross are put in order, in predictions and for metrics; the loss is of the outputs as they are. The prediction is the
 * quantile nearest to the median, by which `mae` and other metrics of numbers are measured.
 *
 * @example
 * quantiles(); // 0.1, 0.5 and 0.9
 * quantiles({ q: [0.05, 0.5, 0.95], targets: ['price', 'rent'] });
 *
 * @param options - The quantiles, the names or the number of the targets, how they are standardised, and the metrics. A loss must be `quantile` of the
 *   same quantiles.
 * @returns The kind. It predicts `{ value, quantiles }` of its only target; of several, one for each by its name.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see R. Koenker, G. Bassett. Regression Quantiles. Econometrica 1978. https://doi.org/10.2307/1913643
 */
export function quantiles(
  options: QuantilesOptions = {},
): TaskKind<NumberPrediction | Readonly<Record<string, NumberPrediction>>> {
  const name = quantilesOptions.owner;
  const {
    q,
    targets,
    scales,
    loss = quantile({ q }),
    metrics = [pinball(), coverage(), coverageError(), mae()],
  } = quantilesOptions.read(options);
  if (JSON.stringify(loss.config) !== JSON.stringify(quantile({ q }).config)) {
    throw new InvalidOptionError(name, 'loss', `quantile({ q: [${q.join(', ')}] })`, loss.config);
  }
  const count = namesOf(targets).length;
  return checkedKind({
    ...regression({ targets, loss, metrics: [mae()], ...(scales && { scales }) }),
    name,
    config: kindConfig(name, { q, targets, ...(scales && { scales }) }, loss, metrics),
    metrics,
    quantiles: ({ outputs, labels, size }) =>
      Array.from({ length: count }, (_, target): QuantileColumn => {
        const scale = scales?.[target] ?? unscaled;
        const rows = Array.from({ length: size }, (__, row) => {
          const start = (row * count + target) * q.length;
          return sortedQuantiles(outputs.subarray(start, start + q.length));
        });
        return {
          levels: q,
          outputs: q.map((__, level) => Float64Array.from(rows, (row) => restore(row[level] ?? Number.NaN, scale))),
          labels: columnOf(labels, count, target).map((label) => restore(label, scale)),
        };
      }),
  });
}
