import { relativeChange } from '../measures/measurement.ts';
import { mean } from '../statistics/summary.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { sharedArms } from './gains.ts';
import { averagedMetrics } from './study.ts';
import type { StudyResults } from './study-results.ts';

/**
 * The arm with the greatest Δm per task on the validation splits: the one that a user who sees no test split would take. Of several studies,
 * the mean over them; only arms that all have.
 *
 * @param studies - The results of the studies.
 * @returns The arm's name; undefined when there is none.
 */
export function chosenArm(studies: readonly StudyResults[]): string | undefined {
  const ranked = sharedArms(studies).map((name) => ({
    name,
    gain: mean(studies.map((results) => validationGain(results, name))),
  }));
  return ranked.sort((a, b) => (Number.isNaN(b.gain) ? -1 : b.gain - a.gain))[0]?.name;
}

/**
 * Δm per task of an arm on the validation splits, in percent; NaN where the study has no such arm.
 *
 * @param results - The results of a study.
 * @param name - The arm's name.
 */
export function validationGain(results: StudyResults, name: string): number {
  const arm = results.study.arms.find((candidate) => candidate.name === name);
  if (!arm) return Number.NaN;
  return mean(
    results.study.tasks.map((task) =>
      mean(
        averagedMetrics(task).map(({ name: metric, higherIsBetter }) => {
          const of = (trials: readonly TrialResult[]): number =>
            mean(trials.map(({ validation }) => validation[task.name]?.[metric] ?? Number.NaN));
          return relativeChange({
            value: of(results.of(arm)),
            baseline: of(results.baseline(task.name)),
            higherIsBetter,
          });
        }),
      ),
    ),
  );
}
