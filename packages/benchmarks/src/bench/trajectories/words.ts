import type { Problem } from './problem.ts';

/** What a chart shows, for its reader. */
export const legend =
  'Thin lines join places of the same mean loss; the thick line is the Pareto front. An open circle is a start, a full one ' +
  'the end of the same trajectory.';

/** What a table shows, for its reader. */
export const tableLegend =
  'Where each trajectory ended, and the step at which it came to the front; of one that did not, how far from the front it ended.';

/**
 * How steps were made, in words.
 *
 * @param problem - The problem.
 * @param steps - How many of them.
 */
export function settingText({ optimizer, learningRate }: Problem, steps: number): string {
  const name = optimizer === 'adam' ? 'Adam' : 'plain gradient descent';
  return `${steps.toLocaleString('en')} steps of ${name} with the step size ${learningRate}.`;
}

/** What a table shows where several trajectories begin at each start. */
export const spreadLegend =
  'Where trajectories that begin at a start and beside it by multiples of 10⁻¹³ come to the front at different steps, the first and the last ' +
  'of these are given, and whether some do not come to it: there the last digits of the numbers decide.';
