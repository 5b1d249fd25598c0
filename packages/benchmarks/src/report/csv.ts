import { csvText } from './csv-text.ts';
import type { StudyResults } from '../study/study-results.ts';

const head = [
  'dataset',
  'strategy',
  'seed',
  'task',
  'metric',
  'test',
  'validation',
  'bestEpoch',
  'msPerStep',
  'engine',
  'trial',
];

/**
 * The results of a study as a table for other programs (RFC 4180): a row for each trial, task and metric. The strategy of a
 * single-task trial is `single-task`. A text that a spreadsheet would take for a formula (`=`, `+`, `-`, `@` at its beginning) has an
 * apostrophe before it.
 *
 * @param results - The results of a study.
 */
export function resultsCsv(results: StudyResults): string {
  const { study } = results;
  const groups = [
    ...study.tasks.map(({ name }) => ({ strategy: 'single-task', trials: results.baseline(name) })),
    ...study.arms.map((strategy) => ({ strategy: strategy.name, trials: results.of(strategy) })),
  ];
  const rows = groups.flatMap(({ strategy, trials }) =>
    trials.flatMap(({ id, config, test, validation, bestEpoch, msPerStep, engine }) =>
      Object.entries(test).flatMap(([task, metrics]) =>
        Object.entries(metrics).map(([metric, value]) => [
          ...[config.dataset, strategy, config.seed, task, metric, value],
          ...[validation[task]?.[metric] ?? Number.NaN, bestEpoch, msPerStep, engine, id],
        ]),
      ),
    ),
  );
  return csvText(head, rows);
}
