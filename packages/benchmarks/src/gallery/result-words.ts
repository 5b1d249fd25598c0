import { byteCount } from '../terminal/byte-count.ts';
import { fixed, signed } from '../terminal/numbers.ts';
import type { Comparison } from '../study/comparison-schema.ts';
import type { Simulation } from './entry.ts';
import type { Serving } from './serving.ts';

/**
 * What interfered, in a few sentences: the pairs of tasks whose gradients clearly conflict under plain sharing, and what it costs that one model has one epoch for all.
 *
 * @param comparison - The comparison.
 */
export function interferenceText(comparison: Pick<Comparison, 'conflicts' | 'chosen' | 'strategies'>): string {
  return `${conflictsText(comparison)} ${epochText(comparison)}`;
}

/** What is left of the changes when every task may stop at an epoch of its own: the rest is not the gradients' doing. */
function epochText({ chosen, strategies }: Pick<Comparison, 'chosen' | 'strategies'>): string {
  const tasks = Object.entries(strategies[chosen]?.tasks ?? {});
  const changes = tasks.map(
    ([name, { change, ownEpoch }]) => `${name} ${signed(ownEpoch.change, 1)} % instead of ${signed(change, 1)} %`,
  );
  return `One model has one epoch for all tasks; with each task at the epoch that suits it, ${chosen} changes ${changes.join(', ')}.`;
}

function conflictsText({ conflicts }: Pick<Comparison, 'conflicts'>): string {
  if (conflicts.length === 0)
    return 'No two tasks had labels in the same batches, so no conflict of gradients was measured.';
  const of = (wanted: string): readonly string[] =>
    conflicts
      .filter(({ verdict }) => verdict === wanted)
      .map(
        ({ tasks, cosine, band }) =>
          `${tasks.join(' and ')} (cosine ${signed(cosine, 3)}, unrelated tasks within ±${fixed(band, 3)})`,
      );
  const [against, along] = [of('conflict'), of('agreement')];
  const unrelated = conflicts.length - against.length - along.length;
  return [
    against.length > 0 ? `Gradients conflict: ${against.join('; ')}.` : 'No gradients of two tasks clearly conflict.',
    ...(along.length > 0 ? [`They agree: ${along.join('; ')}.`] : []),
    ...(unrelated > 0
      ? [`${unrelated} of ${conflicts.length} pairs cannot be told from unrelated tasks with so many seeds.`]
      : []),
  ].join(' ');
}

/**
 * Which weighting won on the validation split, and how far it is from equal weights on the test split.
 *
 * @param comparison - The comparison.
 */
export function weightingText({ chosen, strategies }: Pick<Comparison, 'chosen' | 'strategies'>): string {
  const count = Object.keys(strategies).length;
  const against = strategies[chosen]?.againstEqual;
  const first = `${chosen} was the best of ${count} on the validation split.`;
  if (!against) return first;
  const words = { helped: 'clearly better', hurt: 'clearly worse', unclear: 'not clearly different' };
  const [low, high] = against.interval;
  const interval = low === null || high === null ? '' : ` (95 % interval ${signed(low, 1)} to ${signed(high, 1)} %)`;
  return `${first} On the test split it is ${words[against.verdict]} from equal weights: ${signed(against.change, 1)} %${interval}.`.replace(
    /(better|worse) from/,
    '$1 than',
  );
}

/**
 * One model beside a model for each task.
 *
 * @param serving - What was measured.
 */
export function servingText({ models, rows, one, separate }: Serving): string {
  const times = (a: number, b: number): string => `${fixed(a / b, 1)} times`;
  return (
    `One model has ${one.parameters.toLocaleString('en')} parameters (${byteCount(one.bytes)}), ${models} models together ` +
    `${separate.parameters.toLocaleString('en')} (${byteCount(separate.bytes)}): ${times(separate.parameters, one.parameters)} as many. ` +
    `To predict all tasks the ${models} models take ${times(separate.oneMs, one.oneMs)} as long for one example ` +
    `(${fixed(one.oneMs, 2)} and ${fixed(separate.oneMs, 2)} ms) and ${times(separate.manyMs, one.manyMs)} for ${rows} at once ` +
    `(${fixed(one.manyMs, 2)} and ${fixed(separate.manyMs, 2)} ms).`
  );
}

/**
 * What is simulated and how well any model could do, as it is said wherever the entry is shown.
 *
 * @param simulated - What is simulated.
 */
export function simulationText({ process, best }: Simulation): string {
  const known = Object.entries(best).map(([task, score]) => `${task} ${Number(score.toPrecision(4))}`);
  const scores = known.length > 0 ? ` The best score that is possible: ${known.join(', ')}.` : '';
  return `These data are simulated. ${process}${scores}`;
}
