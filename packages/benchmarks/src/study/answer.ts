import { hasWidth, type Interval } from '../statistics/paired-interval.ts';
import type { Effect, Judged } from './effects.ts';

/**
 * Answers "did sharing help or hurt?" for one task in one sentence, from what one strategy did to it.
 *
 * @param effect - What the strategy did to the task.
 */
export function answer(effect: Effect): string {
  const { task, strategy, change, verdict } = effect;
  const moved = `${percent(change.mean)} with ${strategy} (${intervalInWords(change)})`;
  if (verdict === 'helped') return `${task}: sharing helped, ${moved}.`;
  if (verdict === 'hurt') return `${task}: sharing hurt, ${moved}.`;
  return `${task}: no clear difference, ${moved}${visibleInWords(effect)}.`;
}

/**
 * What difference the seeds could have seen: said wherever none was.
 *
 * @param judged - What was found.
 */
function visibleInWords({ smallestVisible }: Judged): string {
  return Number.isFinite(smallestVisible)
    ? `; the seeds would see ${magnitude(smallestVisible)} in 4 of 5 studies`
    : '';
}

function magnitude(value: number): string {
  return `±${Math.abs(value).toFixed(1)} %`;
}

/**
 * What answers for plain sharing: what was found of `equal`, or of the first strategy where `equal` was not compared.
 *
 * @param found - What was found of every strategy.
 */
export function plainSharing<Found extends { readonly strategy: string }>(found: readonly Found[]): readonly Found[] {
  const names = found.map(({ strategy }) => strategy);
  const plain = names.includes('equal') ? 'equal' : names[0];
  return found.filter(({ strategy }) => strategy === plain);
}

/**
 * What the answer to each task is about: what was found of the strategy that was best on validation, or of plain sharing where none was.
 *
 * @param found - What was found of every strategy.
 * @param chosen - The strategy that was best on validation.
 */
export function chosenSharing<Found extends { readonly strategy: string }>(
  found: readonly Found[],
  chosen: string,
): readonly Found[] {
  const own = found.filter(({ strategy }) => strategy === chosen);
  return own.length > 0 ? own : plainSharing(found);
}

/**
 * A change with its interval: `+1.2 % (95 % interval −0.3 % to +2.7 %)`.
 *
 * @param change - The change in percent.
 */
export function changeInWords(change: Interval): string {
  return `${percent(change.mean)} (${intervalInWords(change)})`;
}

/** Why a study of one seed has no intervals. */
export const oneSeedNote =
  'One seed cannot be tested: there is no interval to judge a change by. Compare with at least 3 seeds (--seeds 3).';

function intervalInWords(interval: Interval): string {
  const { low, high } = interval;
  if (!Number.isFinite(low)) return 'one seed: no interval';
  if (!hasWidth(interval)) return 'the same with every seed: no interval';
  return `95 % interval ${percent(low)} to ${percent(high)}`;
}

function percent(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (Number(text) === 0) return '0.0 %';
  return `${value < 0 ? '−' : '+'}${text} %`;
}
