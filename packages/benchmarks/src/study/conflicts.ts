import { conflictOf, type ConflictVerdict } from '../measures/conflict.ts';
import { holm } from '../statistics/holm.ts';
import { mean } from '../statistics/summary.ts';
import { plainArm } from './plain-arm.ts';
import type { StudyResults } from './study-results.ts';

/** What the gradients of two tasks did to each other under plain sharing. */
export interface PairConflict {
  /** The two tasks. */
  readonly tasks: readonly [string, string];
  /** The mean cosine over the steps of each trial, then over the trials. */
  readonly cosine: number;
  /** Unrelated tasks lie within −band and band. */
  readonly band: number;
  /** The share of steps with a cosine below 0; about a half of unrelated tasks. */
  readonly share: number;
  /** How likely such a cosine is between unrelated tasks, after Holm's adjustment over the pairs; NaN with one seed. */
  readonly adjustedP: number;
  /** What that says. */
  readonly verdict: ConflictVerdict;
}

/**
 * The conflict of every pair of tasks under `equal`, or under the first arm where that is not compared, with what unrelated tasks would show.
 *
 * @param results - The results of a study.
 */
export function conflictsOf(results: StudyResults): readonly PairConflict[] {
  const arm = plainArm(results.study.arms);
  const trials = arm ? results.of(arm) : [];
  const names = results.study.tasks.map(({ name }) => name);
  const found = (trials[0]?.trace.pairs ?? []).map(([first, second], pair) => ({
    tasks: [names[first] ?? '', names[second] ?? ''] as const,
    share: mean(trials.map(({ trace }) => trace.conflicts[pair]?.conflicting ?? Number.NaN)),
    ...cosineOf(trials.map(({ trace }) => trace.points.map(({ cosines }) => cosines[pair] ?? Number.NaN))),
  }));
  const measured = found.filter(({ share }) => Number.isFinite(share));
  const adjusted = holm(measured.map(({ p }) => p));
  return measured.map(({ tasks, cosine, band, share }, index) => {
    const adjustedP = adjusted[index] ?? Number.NaN;
    const verdict = !(adjustedP < 0.05) ? 'unrelated' : cosine < 0 ? 'conflict' : 'agreement';
    return { tasks, cosine, band, share, adjustedP, verdict };
  });
}

function cosineOf(
  runs: readonly (readonly number[])[],
): Pick<PairConflict, 'cosine' | 'band'> & { readonly p: number } {
  const { cosine, band, p } = conflictOf(runs);
  return { cosine, band, p };
}
