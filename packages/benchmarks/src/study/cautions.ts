import { mean } from '../statistics/summary.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { measureCautions } from './measures/measure-cautions.ts';
import { floorsOf } from './slots.ts';
import { mainMetric } from './study.ts';
import { type StudyResults, testMetric } from './study-results.ts';

/**
 * What a reader must know before believing a comparison, a sentence each: budgets that ended before the models had learnt, and baselines
 * that a constant prediction or a linear model equals.
 *
 * @param results - The results of a study.
 */
export function cautionsOf(results: StudyResults): readonly string[] {
  return [...budgetCautions(results), ...floorCautions(results), ...measureCautions(results)];
}

function budgetCautions(results: StudyResults): readonly string[] {
  const { study } = results;
  const all = [
    ...study.tasks.map(({ name }) => ({ name: `${name} alone`, trials: results.baseline(name) })),
    ...study.arms.map((arm) => ({ name: arm.name, trials: results.of(arm) })),
  ];
  const short = all.filter(({ trials }) => trials.length > 0 && 2 * trials.filter(endedTooSoon).length > trials.length);
  if (short.length === 0) return [];
  const names = short.map(({ name }) => name);
  const listed = names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
  const advice = study.tuning ? 'raise the cap of epochs' : 'give --epochs more';
  return [
    `The best epoch was the last one in most trials of ${listed}: they had not learnt all that they could; ${advice}.`,
  ];
}

function endedTooSoon({ bestEpoch, config }: TrialResult): boolean {
  return config.epochs > 1 && bestEpoch === config.epochs - 1;
}

const floorWords = { constant: 'the best constant prediction', linear: 'a linear model' } as const;

function floorCautions(results: StudyResults): readonly string[] {
  const { study } = results;
  return study.tasks.flatMap((task) => {
    const { name: metric, higherIsBetter } = mainMetric(task);
    const where = { task: task.name, metric };
    const sign = higherIsBetter ? 1 : -1;
    const alone = mean(testMetric(results.baseline(task.name), where));
    const equalled = floorsOf(study).filter(
      (floor) => sign * (alone - mean(testMetric(results.floor(floor), where, 'own-epoch'))) <= 0,
    );
    const [floor] = equalled;
    if (floor === undefined) return [];
    return [`${task.name} alone is no better than ${floorWords[floor]} (${metric}): a change against it says little.`];
  });
}
