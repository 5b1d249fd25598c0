import { judge, type Judgement, pairedChanges } from '../statistics/judge.ts';
import { signed } from '../terminal/numbers.ts';

/** A metric of two models, seed by seed. */
export interface PairedValues {
  /** What is compared. */
  readonly name: string;
  /** Of the one. */
  readonly values: readonly number[];
  /** Of the other, that it is compared with. */
  readonly baseline: readonly number[];
  /** Whether more is better. */
  readonly higherIsBetter: boolean;
}

/**
 * Judges the relative changes of a family of metrics, corrected for each other and for splits of the same rows.
 *
 * @param questions - The metrics.
 * @param testRatio - Test rows for each training row.
 */
export function judgeChanges(questions: readonly PairedValues[], testRatio: number): readonly Judgement[] {
  return judge(
    questions.map((question) => ({ name: question.name, differences: pairedChanges(question) })),
    { testRatio },
  );
}

/**
 * A change with its interval and what may be said of it.
 *
 * @param judged - The judgement.
 */
export function changeText(judged: Judgement | undefined): string {
  if (!judged) return 'not judged';
  const [low, high] = [judged.correctedInterval.low, judged.correctedInterval.high].map((end) => signed(end, 1));
  return `${signed(judged.estimate, 1)} %, 95 % interval ${low} to ${high} %, ${judged.verdict}`;
}
