import type { Verdict } from '../statistics/paired-interval.ts';

/**
 * Colours of strategies and tasks, in order: distinct also without red and green, with a contrast of at least 3 to the paper of
 * the light and of the dark report.
 */
export const seriesColours = [
  '#3b82c4',
  '#c8720a',
  '#2a9d78',
  '#b267c4',
  '#cf4a5c',
  '#14919f',
  '#a39200',
  '#a56a3a',
] as const;

/** The colour of the single-task baseline. */
export const baselineColour = '#8d8d8d';

/** The colours of what an interval says. */
export const verdictColours: Readonly<Record<Verdict, string>> = {
  helped: '#2a9d78',
  hurt: '#d3563f',
  unclear: '#8d8d8d',
};

/**
 * The colour of each name, by its place; they repeat when there are more names than colours.
 *
 * @param names - The names.
 */
export function coloursOf(names: readonly string[]): string[] {
  return names.map((_, index) => seriesColours[index % seriesColours.length] ?? baselineColour);
}
