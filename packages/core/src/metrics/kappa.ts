import { configOf } from '../options/config.ts';
import { choice } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { viewOf } from './define-metric.ts';
import { meanDefined } from './mean-defined.ts';
import type { Metric } from './metric.ts';
import { correlation } from './ranges.ts';

/** Options of {@link kappa}. */
export const kappaOptions = optionsSchema('kappa', {
  weights: choice(['none', 'linear', 'quadratic'], {
    default: 'none',
    meaning: 'what a wrong class costs: all alike, its distance from the true one, or the square of the distance',
  }),
});

/**
 * Cohen's kappa: how much better decisions agree with the truth than by chance, from −1 to 1; 0 is chance. Its weights are for classes that
 * have an order, such as grades: with `quadratic`, decisions far from the truth cost most. scikit-learn's `cohen_kappa_score`.
 *
 *     κ = 1 − Σᵢⱼ wᵢⱼ cᵢⱼ / Σᵢⱼ wᵢⱼ tᵢ dⱼ / n        wᵢⱼ = [i ≠ j], |i − j| or (i − j)²
 *
 * c counts the n decisions by true class i and decided class j, t and d are its sums over rows and columns. Undefined where one class only is
 * true and decided. For a multilabel task the mean over its labels. NaN where it is undefined for all, or without labels.
 *
 * @param options - The weights.
 * @throws {@link InvalidOptionError} when they are none of these.
 * @see J. Cohen. Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial credit. Psychological Bulletin
 *   1968. https://doi.org/10.1037/h0026256
 */
export function kappa(options: OptionsOf<typeof kappaOptions> = {}): Metric {
  const name = kappaOptions.owner;
  const complete = kappaOptions.read(options);
  const cost = costs[complete.weights];
  return {
    name,
    mode: 'max',
    range: correlation,
    config: configOf('metric', name, complete),
    create(kind) {
      const read = viewOf(name, kind, 'decisions');
      let tables: readonly Agreement[] = [];
      return {
        update(batch) {
          const { decided, truth, classes, labels = 1 } = read(batch);
          if (tables.length === 0) tables = Array.from({ length: labels }, () => emptyAgreement(classes));
          decided.forEach((decision, index) => {
            const [table, actual] = [tables[index % tables.length], truth[index] ?? 0];
            if (!table) return;
            table.cost += cost(actual - decision);
            table.decided[decision] = (table.decided[decision] ?? 0) + 1;
            table.truth[actual] = (table.truth[actual] ?? 0) + 1;
            table.count += 1;
          });
        },
        compute: () => meanDefined(tables.map((table) => agreement(table, cost))),
      };
    },
  };
}

const costs = {
  none: (distance: number) => Number(distance !== 0),
  linear: Math.abs,
  quadratic: (distance: number) => distance ** 2,
};

/** Decisions beside the truth: what they cost, and how often each class was decided and true. */
interface Agreement {
  cost: number;
  count: number;
  readonly decided: Float64Array;
  readonly truth: Float64Array;
}

function emptyAgreement(classes: number): Agreement {
  return { cost: 0, count: 0, decided: new Float64Array(classes), truth: new Float64Array(classes) };
}

function agreement(table: Agreement, costOf: (distance: number) => number): number | undefined {
  let byChance = 0;
  table.truth.forEach((times, actual) => {
    table.decided.forEach((decisions, decision) => {
      byChance += (costOf(actual - decision) * times * decisions) / table.count;
    });
  });
  return byChance === 0 || table.count === 0 ? undefined : 1 - table.cost / byChance;
}
