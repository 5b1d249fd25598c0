import { friedmanTest } from '../statistics/friedman.ts';
import { mean } from '../statistics/summary.ts';
import { sharedArms } from '../study/gains.ts';
import { mainMetric } from '../study/study.ts';
import { type StudyResults, testMetric } from '../study/study-results.ts';
import { criticalDifferenceChart } from './charts/critical-difference.ts';
import { figure } from './figure.ts';
import { pText } from './p-text.ts';

const level = 0.05;

/**
 * The ranks of the strategies over all tasks, with what Nemenyi's test tells apart: nothing where there are fewer than three strategies or
 * two tasks, or where a metric is missing.
 *
 * @param studies - The results of the studies.
 */
export async function ranksFigure(studies: readonly StudyResults[]): Promise<string> {
  const names = sharedArms(studies);
  const blocks = studies.flatMap((results) => results.study.tasks.map((task) => blockOf(results, { task, names })));
  const whole = blocks.every(({ values }) => values.every(Number.isFinite));
  if (names.length < 3 || blocks.length < 2 || !whole) return '';
  const ranks = friedmanTest(blocks);
  const title = `${names.length} strategies on ${blocks.length} tasks`;
  return await figure(criticalDifferenceChart({ title, names, ranks, level }), {
    title: 'Which strategies can be told apart?',
    caption:
      `Mean rank of each strategy over the tasks, by the mean of its main metric over the seeds; Friedman’s test gives p = ${pText(ranks.fP)} ` +
      '(Iman and Davenport’s F). Strategies under one bar cannot be told apart at 5 % (Nemenyi). Tasks of one data set are not ' +
      'independent of each other, so this is a picture of the ranks; verdicts are those of the intervals.',
  });
}

interface Asked {
  readonly task: StudyResults['study']['tasks'][number];
  readonly names: readonly string[];
}

function blockOf(
  results: StudyResults,
  { task, names }: Asked,
): { readonly higherIsBetter: boolean; readonly values: readonly number[] } {
  const { name: metric, higherIsBetter } = mainMetric(task);
  const arms = names.flatMap((name) => results.study.arms.find((arm) => arm.name === name) ?? []);
  return {
    higherIsBetter,
    values: arms.map((arm) => mean(testMetric(results.of(arm), { task: task.name, metric }))),
  };
}
