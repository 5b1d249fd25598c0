import { judge, pairedChanges } from '../../statistics/judge.ts';
import { summarise } from '../../statistics/summary.ts';
import { judged } from '../effects.ts';
import { overlapOf } from '../overlap-of.ts';
import { mainMetric } from '../study.ts';
import { type StudyResults, testMetric } from '../study-results.ts';
import { writtenJudgement } from '../written-judgement.ts';
import type { DataEfficiencyResult } from './data-efficiency-schema.ts';
import type { DataEfficiencyPlan } from './plans.ts';

/**
 * How much one task gains from being learnt with the others, by how many of its labels there are. Both models of a share and seed see the same
 * labels in the same number of steps, and are taken at the epoch that suits the task.
 *
 * @param results - The results of a study.
 * @param plan - The task and the shares.
 */
export function dataEfficiencyResult(
  results: StudyResults,
  { task, shares = [] }: DataEfficiencyPlan,
): DataEfficiencyResult {
  const of = results.study.tasks.find(({ name }) => name === task);
  const { name: metric, higherIsBetter } = of ? mainMetric(of) : { name: '', higherIsBetter: true };
  const seen = shares.map((share) => {
    const values = (together: boolean): readonly number[] =>
      testMetric(results.trialsOf({ kind: 'labels', task, share, together }), { task, metric }, 'own-epoch');
    return { share, alone: values(false), together: values(true) };
  });
  const questions = seen.map(({ share, alone, together }) => ({
    name: String(share),
    differences: pairedChanges({ values: together, baseline: alone, higherIsBetter }),
  }));
  const answers = judge(questions, overlapOf(results));
  return {
    task,
    metric,
    points: seen.flatMap(({ share, alone, together }, index) => {
      const answer = answers[index];
      if (!answer) return [];
      return [
        {
          share,
          alone: summarise(alone),
          together: summarise(together),
          gain: writtenJudgement(judged(answer)),
        },
      ];
    }),
  };
}
