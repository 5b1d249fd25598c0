import type { StudyResults } from '../../study/study-results.ts';
import { coloursOf } from '../palette.ts';
import { type Curve, curvesSpec } from './curves.ts';
import type { Chart } from './panel.ts';
import { traceCurve } from './seed-band.ts';

/**
 * The share of each task in the sum of the weights, over training, for each strategy. Adam does not see the scale of the
 * sum, only the shares.
 *
 * @param results - The results of a study.
 */
export function weightsChart(results: StudyResults): Chart {
  const tasks = results.study.tasks.map(({ name }) => name);
  const colours = coloursOf(tasks);
  const panels = results.study.arms.map((strategy) => {
    const curves = tasks.map((name, task): Curve => {
      const points = traceCurve(results.of(strategy), ({ weights }) => {
        const sum = weights.reduce((total, weight) => total + weight, 0);
        return (weights[task] ?? Number.NaN) / sum;
      });
      return { name, colour: colours[task] ?? '', points };
    });
    return { name: strategy.name, curves };
  });
  const highest = Math.max(...panels.flatMap(({ curves }) => curves.flatMap(({ points }) => points.map(top))));
  const range = [0, Math.min(1, Number.isFinite(highest) ? highest : 1)] as const;
  return {
    legend: tasks.map((name, task) => ({ name, colour: colours[task] ?? '', mark: 'line' })),
    panels: panels.map(({ name, curves }) => ({
      title: name,
      alt: `Share of the weights with ${name} over the steps; at the end: ${curves.map(endOf).join(', ')}.`,
      spec: curvesSpec(curves, { x: 'step', y: 'share of the weights', range, format: '%' }),
    })),
  };
}

function top({ value, high = value }: Curve['points'][number]): number {
  return high;
}

function endOf({ name, points }: Curve): string {
  const last = points.at(-1)?.value ?? Number.NaN;
  return `${name} ${Math.round(100 * last)} %`;
}
