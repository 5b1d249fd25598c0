import type { TrialResult } from '../../trials/trial-result.ts';
import { mainMetric } from '../../study/study.ts';
import type { StudyResults } from '../../study/study-results.ts';
import { fixed } from '../../terminal/numbers.ts';
import { baselineColour, coloursOf } from '../palette.ts';
import { type Curve, type CurvePoint, curvesSpec } from './curves.ts';
import type { Chart } from './panel.ts';
import { bandPoint } from './seed-band.ts';

/** What results and reports call the baseline. */
const alone = 'single-task';

/**
 * The main metric of each task on the validation split, epoch by epoch.
 *
 * @param results - The results of a study.
 */
export function learningCurves(results: StudyResults): Chart {
  const { tasks, arms } = results.study;
  const colours = coloursOf(arms.map(({ name }) => name));
  const shared = arms.map((strategy, index) => ({ strategy, colour: colours[index] ?? baselineColour }));
  return {
    legend: [
      { name: alone, colour: baselineColour, mark: 'dashed' },
      ...shared.map(({ strategy, colour }) => ({ name: strategy.name, colour, mark: 'line' as const })),
    ],
    panels: tasks.map((task) => {
      const metric = mainMetric(task).name;
      const where = { task: task.name, metric };
      const curves: readonly Curve[] = [
        { name: alone, colour: baselineColour, dashed: true, points: points(results.baseline(task.name), where) },
        ...shared.map(({ strategy, colour }) => ({
          name: strategy.name,
          colour,
          points: points(results.of(strategy), where),
        })),
      ];
      const ends = curves.map((curve) => `${curve.name} ${fixed(curve.points.at(-1)?.value ?? null, 3)}`);
      return {
        title: `${task.name}: ${metric}`,
        alt: `${metric} of ${task.name} on the validation split over the epochs; after the last one: ${ends.join(', ')}.`,
        spec: curvesSpec(curves, { x: 'epoch', y: metric }),
      };
    }),
  };
}

function points(
  trials: readonly TrialResult[],
  { task, metric }: { readonly task: string; readonly metric: string },
): readonly CurvePoint[] {
  const epochs = Math.min(...trials.map((trial) => trial.epochs.length));
  return Array.from({ length: Number.isFinite(epochs) ? epochs : 0 }, (_, epoch) =>
    bandPoint(
      epoch + 1,
      trials.map((trial) => trial.epochs[epoch]?.validation[task]?.[metric] ?? Number.NaN),
    ),
  ).flat();
}
