import type { Judgement } from '../statistics/judge.ts';
import { csvText } from './csv-text.ts';
import { latexText } from './latex-text.ts';
import { pText } from './p-text.ts';

/** The columns of a table of judgements, by what each holds. */
const columns: readonly (readonly [name: string, of: (judgement: Judgement) => string | number])[] = [
  ['comparison', ({ name }) => name],
  ['pairs', ({ pairs }) => pairs],
  ['estimate', ({ estimate }) => estimate],
  ['low', ({ correctedInterval }) => correctedInterval.low],
  ['high', ({ correctedInterval }) => correctedInterval.high],
  ['uncorrectedLow', ({ interval }) => interval.low],
  ['uncorrectedHigh', ({ interval }) => interval.high],
  ['p', ({ p }) => p],
  ['adjustedP', ({ adjustedP }) => adjustedP],
  ['verdict', ({ verdict }) => verdict],
  ['unadjustedVerdict', ({ unadjustedVerdict }) => unadjustedVerdict],
  ['smallestDifference', ({ smallestDifference }) => smallestDifference],
  ['smallestDifferenceInFamily', ({ smallestDifferenceInFamily }) => smallestDifferenceInFamily],
];

/**
 * Judgements as a table for other programs (RFC 4180), with all that is known of each; a number that is not finite is an empty cell.
 *
 * @param judgements - The rows.
 */
export function judgementsCsv(judgements: readonly Judgement[]): string {
  return csvText(
    columns.map(([name]) => name),
    judgements.map((judgement) => columns.map(([, of]) => of(judgement))),
  );
}

/** What {@link judgementsLatex} can be told. */
export interface JudgementsLatexOptions {
  /** What stands below the table. */
  readonly caption?: string;
  /** What the paper refers to it by. */
  readonly label?: string;
}

/**
 * Judgements as a table for a paper: the estimate with its corrected interval, p before and after Holm's adjustment, and the verdict.
 *
 * @param judgements - The rows.
 * @param options - A caption and a label.
 */
export function judgementsLatex(judgements: readonly Judgement[], options: JudgementsLatexOptions = {}): string {
  return latexText({
    head: ['comparison', 'change', 'low', 'high', 'p', 'adjusted p', 'verdict'],
    rows: judgements.map(({ name, estimate, correctedInterval: { low, high }, p, adjustedP, verdict }) => [
      ...[name, estimate, low, high],
      ...[pText(p), pText(adjustedP), verdict],
    ]),
    columns: 'lrrrrrl',
    decimals: 3,
    ...options,
  });
}
