import type { Outcome, SearchProblem, SearchTrial } from '../search.ts';

/** Trials, good and bad. */
export interface SplitTrials {
  /** The best ones, the oldest first. */
  readonly good: readonly SearchTrial[];
  /** The others, the oldest first; last those that run, when they count. */
  readonly bad: readonly SearchTrial[];
}

/** The most trials that are good, however many there are. */
const mostGood = 25;

/**
 * The trials that taught something: those with a value, also from before they were stopped.
 *
 * @param trials - All trials.
 */
export function toldTrials(trials: readonly SearchTrial[]): readonly SearchTrial[] {
  return trials.filter(({ outcome }) => outcome !== undefined && outcome !== 'failed');
}

/**
 * Splits trials into the best share, rounded up and at most 25, and the others. Trials that ran to their end come first, by value; then
 * those that were stopped, the later the better.
 *
 * @param told - The trials, all with a value.
 * @param options - The share, and whether small values are good.
 */
export function splitTrials(
  told: readonly SearchTrial[],
  { gamma, mode }: { readonly gamma: number } & Pick<SearchProblem, 'mode'>,
): SplitTrials {
  const count = Math.min(Math.ceil(gamma * told.length), mostGood);
  const best = new Set([...told].sort((a, b) => compare(a.outcome, b.outcome, mode)).slice(0, count));
  return { good: told.filter((trial) => best.has(trial)), bad: told.filter((trial) => !best.has(trial)) };
}

function compare(a: Outcome | undefined, b: Outcome | undefined, mode: SearchProblem['mode']): number {
  const [stepA, valueA] = rankOf(a);
  const [stepB, valueB] = rankOf(b);
  if (stepA !== stepB) return stepA > stepB ? -1 : 1;
  return mode === 'min' ? valueA - valueB : valueB - valueA;
}

function rankOf(outcome: Outcome | undefined): readonly [step: number, value: number] {
  if (typeof outcome === 'object') return [outcome.stoppedAt, outcome.value];
  return [Number.POSITIVE_INFINITY, Number(outcome)];
}
