import { configOf } from '../options/config.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { viewOf } from './define-metric.ts';
import { meanDefined } from './mean-defined.ts';
import type { Metric } from './metric.ts';
import { share } from './ranges.ts';

/** Options of {@link calibrationError}. */
export const calibrationErrorOptions = optionsSchema('calibration-error', {
  bins: integer({ default: 15, min: 1, meaning: 'the number of bins' }),
});

/** Predictions by confidence: counts, confidences and hits of each bin. */
interface Bins {
  readonly counts: Float64Array;
  readonly confidences: Float64Array;
  readonly hits: Float64Array;
}

/**
 * The expected calibration error (ECE): how far confidences are from how often they are right.
 *
 *     ECE = Σ_b (n_b / n) | hits_b / n_b − mean confidence_b |
 *
 * The bins b divide the confidences from 0 to 1 evenly; a bin contains its upper bound, and the first one 0 as well. Multiclass tasks: the
 * confidence is the greatest probability, and it hits when its class is the true one. Binary and multilabel tasks: the confidence is the
 * probability of yes, and it hits at a yes; of several labels the mean. NaN without labels.
 *
 * @param options - The number of bins.
 * @throws {@link InvalidOptionError} when it is not a whole number of at least 1.
 * @see C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger. On Calibration of Modern Neural Networks. ICML 2017. https://arxiv.org/abs/1706.04599
 */
export function calibrationError(options: OptionsOf<typeof calibrationErrorOptions> = {}): Metric {
  const complete = calibrationErrorOptions.read(options);
  return {
    name: calibrationErrorOptions.owner,
    mode: 'min',
    range: share,
    config: configOf('metric', calibrationErrorOptions.owner, complete),
    create(kind) {
      const read = viewOf(calibrationErrorOptions.owner, kind, 'probabilities');
      let groups: readonly Bins[] = [];
      return {
        update(batch) {
          const { values, truth, columns, exclusive } = read(batch);
          if (groups.length === 0) groups = Array.from({ length: exclusive ? 1 : columns }, () => empty(complete.bins));
          truth.forEach((label, index) => {
            if (!exclusive) {
              count(groups[index % columns], values[index] ?? Number.NaN, label);
              return;
            }
            const row = values.subarray(index * columns, (index + 1) * columns);
            const best = row.reduce((top, value, each) => (value > (row[top] ?? 0) ? each : top), 0);
            count(groups[0], row[best] ?? Number.NaN, best === label ? 1 : 0);
          });
        },
        compute: () => meanDefined(groups.map(errorOf)),
      };
    },
  };
}

function empty(bins: number): Bins {
  return { counts: new Float64Array(bins), confidences: new Float64Array(bins), hits: new Float64Array(bins) };
}

function count(group: Bins | undefined, confidence: number, hit: number): void {
  if (!group) return;
  const { counts, confidences, hits } = group;
  const bin = Math.max(Math.ceil(confidence * counts.length) - 1, 0);
  counts[bin] = (counts[bin] ?? 0) + 1;
  confidences[bin] = (confidences[bin] ?? 0) + confidence;
  hits[bin] = (hits[bin] ?? 0) + hit;
}

function errorOf({ counts, confidences, hits }: Bins): number {
  const gaps = hits.reduce((sum, hit, bin) => sum + Math.abs(hit - (confidences[bin] ?? 0)), 0);
  return gaps / counts.reduce((sum, each) => sum + each, 0);
}
