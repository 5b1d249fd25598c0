import type { ArmVerdict } from '../statistics/judge.ts';
import type { Interval } from '../statistics/paired-interval.ts';

/** What is true of a task, as it was measured over many worlds. */
export interface Truth {
  /** What sharing does to it, in percent, positive is better, with its 95 % confidence interval. */
  readonly change: Interval;
  /** The smallest change that a study sees in four of five, after Holm's correction: the median over the studies. */
  readonly visible: number;
}

/** What became of a verdict. */
export type Score = 'right' | 'unclear' | 'wrong';

/** The rule by which verdicts are scored, in words. */
export const scoringRule =
  'A clear verdict is right when it has the direction of the true change, and wrong when it has the other one or when the interval of ' +
  'the true change holds 0. An unclear verdict is right when the true change is smaller than a study sees in four of five, or its ' +
  'interval holds 0; otherwise it is unclear: nothing false was said, and something true was missed.';

/**
 * Scores the verdict of a study on a task.
 *
 * @param verdict - The verdict, after Holm's correction.
 * @param truth - What is true.
 */
export function scoreOf(verdict: ArmVerdict, { change, visible }: Truth): Score {
  const direction = change.low > 0 ? 'better' : change.high < 0 ? 'worse' : undefined;
  if (verdict !== 'unclear') return verdict === direction ? 'right' : 'wrong';
  return direction !== undefined && Math.abs(change.mean) >= visible ? 'unclear' : 'right';
}
