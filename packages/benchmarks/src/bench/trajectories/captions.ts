import type { Problem } from './problem.ts';

/** The caption of a plot. */
export const legend =
  'Thin lines are contours of the mean loss; the thick line is the Pareto front. An open circle is the start of a trajectory, a ' +
  'filled one its end.';

/** The caption of a table. */
export const tableLegend =
  'The end of each trajectory, and the step at which it reached the Pareto front; if it did not, its distance from the front.';

/**
 * The optimiser and its settings, as a sentence.
 *
 * @param problem - The problem.
 * @param steps - The number of steps.
 */
export function settingText({ optimizer, learningRate }: Problem, steps: number): string {
  const name = optimizer === 'adam' ? 'Adam' : 'plain gradient descent';
  return `${steps.toLocaleString('en')} steps of ${name} with the step size ${learningRate}.`;
}

/** The caption of a table with several trajectories per start. */
export const spreadLegend =
  'If trajectories whose starts differ by multiples of 10⁻¹³ reach the front at different steps, the first and the last step are given, and ' +
  'whether some do not reach it: rounding errors decide there.';
