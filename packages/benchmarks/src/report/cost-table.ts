import { mean } from '../statistics/summary.ts';
import type { Cost } from '../study/comparison-schema.ts';
import type { StudyReport } from '../study/study-report.ts';
import { duration, fixed } from '../terminal/numbers.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { type Cell, numberCell, tableHtml } from './table.ts';

/**
 * What each arm costs beside a model for each task: its size, its training, and the search that it was chosen by.
 *
 * @param compared - The study with its answer.
 */
export function costTable({ results, comparison }: StudyReport): string {
  const { tasks, arms, dataset } = results.study;
  const isPruned = comparison.baselineCost.prunedTrials !== undefined;
  const alone = tasks.map(({ name }) => trainingSeconds(results.baseline(name)));
  return tableHtml({
    label: `Cost of models on ${dataset}`,
    first: 'models',
    heads: [
      { title: 'parameters', hint: 'of all models' },
      { title: 'size', hint: 'kB, 4 bytes a parameter' },
      { title: 'ms per step', hint: 'median' },
      { title: 'training', hint: 'steps of one seed' },
      { title: 'search', hint: 'trials of all seeds' },
      ...(isPruned ? [{ title: 'pruned', hint: 'of these, stopped early' }] : []),
      { title: 'search time', hint: 'steps of all seeds' },
    ],
    rows: [
      { name: 'single-task', cells: cellsOf(comparison.baselineCost, sum(alone)) },
      ...arms.flatMap((arm) => {
        const cost = comparison.strategies[arm.name]?.cost;
        return cost ? [{ name: arm.name, cells: cellsOf(cost, trainingSeconds(results.of(arm))) }] : [];
      }),
    ],
  });
}

function cellsOf(
  { parameters, msPerStep, searchTrials, prunedTrials, searchSeconds }: Cost,
  training: number,
): readonly Cell[] {
  return [
    numberCell(parameters, parameters.toLocaleString('en')),
    numberCell(parameters, fixed((4 * parameters) / 1000, 1)),
    numberCell(msPerStep, fixed(msPerStep, 2)),
    numberCell(training, secondsText(training)),
    numberCell(searchTrials, searchTrials === 0 ? 'none' : String(searchTrials)),
    ...(prunedTrials === undefined ? [] : [numberCell(prunedTrials, String(prunedTrials))]),
    numberCell(searchSeconds, searchTrials === 0 ? 'none' : secondsText(searchSeconds ?? Number.NaN)),
  ];
}

/** The time of the training steps of a final trial, the mean over the seeds. */
function trainingSeconds(trials: readonly TrialResult[]): number {
  return mean(trials.map(({ steps, msPerStep }) => (steps * msPerStep) / 1000));
}

function secondsText(seconds: number): string {
  return seconds < 60 ? `${fixed(seconds, 1)} s` : duration(seconds);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
