import { distanceToFront, frontOf, type Objectives } from '../../measures/front.ts';
import { hypervolume } from '../../measures/hypervolume.ts';
import { mean } from '../../statistics/summary.ts';
import type { TrialResult } from '../../trials/trial-result.ts';
import { changesOf } from '../effects.ts';
import { searchedFixed } from '../fixed-weights.ts';
import { differencesTo } from '../gains.ts';
import { mainMetric } from '../study.ts';
import type { StudyResults } from '../study-results.ts';
import { writtenJudgement } from '../written-judgement.ts';
import type { FrontResult } from './front-schema.ts';
import { frontSlots } from './front-slots.ts';
import type { FrontPlan } from './plans.ts';

/**
 * Where the arms of a study lie beside the front of its fixed weights. The axes are the changes of the tasks' main metrics on the test split against
 * separate models, means over the seeds. The front is the best of many noisy points, so it flatters fixed weights a little; the paired
 * difference to the searched ones, which were chosen on the validation split, does not.
 *
 * @param results - The results of a study.
 * @param plan - How the front was drawn.
 * @see D. Xin, B. Ghorbani, A. Garg, O. Firat, J. Gilmer. Do Current Multi-Task Optimization Methods in Deep Learning Even Help?
 *   NeurIPS 2022. https://arxiv.org/abs/2209.11379
 */
export function frontResult(results: StudyResults, plan: FrontPlan): FrontResult {
  const { tasks, arms } = results.study;
  const named = (values: Objectives): Record<string, number> =>
    Object.fromEntries(tasks.map(({ name }, index) => [name, values[index] ?? Number.NaN]));
  const placed = frontSlots(plan, tasks.length).map((of) => ({
    weights: of.weights,
    changes: changesOfTasks(results, results.trialsOf(of)),
  }));
  const ofArms = arms.map((arm) => ({ arm, changes: changesOfTasks(results, results.of(arm)) }));
  const all = [...placed, ...ofArms].map(({ changes }) => changes);
  // A change against a baseline of 0 is no number: such a task is no axis.
  const sound = tasks.flatMap((_, task) => (all.every((changes) => Number.isFinite(changes[task])) ? [task] : []));
  const along = (changes: Objectives): Objectives => sound.map((task) => changes[task] ?? Number.NaN);
  const points = placed.map(({ changes }) => along(changes));
  const onFront = frontOf(points);
  const reference = referenceOf(all);
  const volume = hypervolume(points, along(reference));
  const against = differencesTo([results], searchedFixed);
  return {
    training: plan.training ?? 'own',
    points: placed.map(({ weights, changes }, index) => ({
      weights: [...weights],
      changes: named(changes),
      onFront: onFront.includes(index),
    })),
    reference: named(reference),
    hypervolume: volume,
    arms: Object.fromEntries(
      ofArms.map(({ arm, changes }) => {
        const found = against.find(({ strategy }) => strategy === arm.name);
        return [
          arm.name,
          {
            changes: named(changes),
            ...distanceToFront(along(changes), points),
            hypervolumeGain: hypervolume([...points, along(changes)], along(reference)) - volume,
            ...(found && { againstSearched: writtenJudgement(found) }),
          },
        ];
      }),
    ),
  };
}

function changesOfTasks(results: StudyResults, trials: readonly TrialResult[]): Objectives {
  return results.study.tasks.map((task) => mean(changesOf(results, trials, { task, metric: mainMetric(task) })));
}

/** Below the worst of every task by a tenth of the range, so that the ends of a front count, too. */
function referenceOf(points: readonly Objectives[]): Objectives {
  const [first = []] = points;
  return first.map((_, task) => {
    const values = points.map((point) => point[task] ?? Number.NaN);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return low - 0.1 * (high > low ? high - low : 1);
  });
}
