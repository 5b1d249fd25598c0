import { mean } from '../statistics/summary.ts';
import { type ForestColumn, fanova } from '../search/importance/fanova.ts';
import type { TrialRow } from './trial-row.ts';

/** Fewer trials say nothing of any option. */
const fewest = 12;

/** The share of the variance of what was monitored that each option explains by itself. */
export interface Importance {
  /** Trials that it is computed from. */
  readonly trials: number;
  /** The shares, largest first; none where there are too few trials. */
  readonly shares: readonly { readonly option: string; readonly share: number }[];
}

/**
 * How much each option matters, over trials of all tasks that were made to their end. What was monitored is taken less the mean of its seed: seeds split
 * the rows anew, which is no merit of an option. A final trial and the trial of the search that it repeats count once.
 *
 * @param trials - The trials.
 */
export function importanceOf(trials: readonly TrialRow[]): Importance {
  const distinct = [...new Map(trials.map((trial) => [JSON.stringify([trial.options, trial.seed]), trial])).values()];
  const names = [...new Set(distinct.flatMap(({ options }) => Object.keys(options)))];
  const columns = names
    .map((name) =>
      columnOf(
        name,
        distinct.map(({ options }) => options[name]),
      ),
    )
    .filter(({ values }) => new Set(values).size > 1);
  if (distinct.length < fewest || columns.length === 0) return { trials: distinct.length, shares: [] };
  const shares = fanova(columns, lessSeedMeans(distinct));
  return {
    trials: distinct.length,
    shares: columns
      .map(({ name }, index) => ({ option: name, share: shares[index] ?? 0 }))
      .sort((a, b) => b.share - a.share),
  };
}

function lessSeedMeans(trials: readonly TrialRow[]): readonly number[] {
  const valueOf = ({ monitored }: TrialRow): number => monitored ?? 0;
  const means = new Map(
    [...new Set(trials.map(({ seed }) => seed))].map((seed) => [
      seed,
      mean(trials.filter((trial) => trial.seed === seed).map(valueOf)),
    ]),
  );
  return trials.map((trial) => valueOf(trial) - (means.get(trial.seed) ?? 0));
}

/** Numbers on the line that they are spread on, a logarithmic one where they are positive and reach over more than a factor of 50; other values by their place. */
function columnOf(name: string, values: readonly unknown[]): ForestColumn {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length < values.length) {
    const kinds = [...new Set(values.map(String))].sort();
    return { name, values: values.map((value) => kinds.indexOf(String(value))), kinds: kinds.length };
  }
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return { name, values: low > 0 && high / low > 50 ? numbers.map(Math.log) : numbers };
}
