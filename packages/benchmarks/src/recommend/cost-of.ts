import { mean, median } from '../statistics/summary.ts';
import type { StudyResults } from '../study/study-results.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { plain } from './candidates.ts';
import { type Choice, separate } from './decide.ts';
import type { PredictionTimes } from './prediction-times.ts';
import type { Recommendation } from './recommendation-schema.ts';

type Cost = Recommendation['cost']['chosen'];

/** Bytes of a parameter. */
const float32 = 4;

/**
 * What a choice costs, beside one model of all tasks and a model for each.
 *
 * @param results - The last comparison.
 * @param choice - What was chosen.
 * @param times - The times to predict one row.
 */
export function costOf(results: StudyResults, choice: Choice, times: PredictionTimes): Recommendation['cost'] {
  const { tasks, arms } = results.study;
  const names = tasks.map(({ name }) => name);
  const separateCost = added(
    names.map((name) => costOfTrials(results.baseline(name))),
    { models: names.length, msPerPrediction: times.separate },
  );
  const armCost = (name: string, { models, msPerPrediction }: Pick<Cost, 'models' | 'msPerPrediction'>): Cost =>
    added(
      arms.filter((arm) => arm.name === name).map((arm) => costOfTrials(results.of(arm))),
      { models, msPerPrediction },
    );
  return {
    chosen:
      choice.name === separate
        ? separateCost
        : armCost(choice.name, { models: choice.groups.length, msPerPrediction: times.chosen }),
    together: armCost(plain.name, { models: 1, msPerPrediction: times.together }),
    separate: separateCost,
  };
}

function costOfTrials(trials: readonly TrialResult[]): Pick<Cost, 'parameters' | 'msPerStep'> {
  return {
    parameters: Math.round(mean(trials.map(({ parameters }) => parameters))),
    msPerStep: median(trials.map(({ msPerStep }) => msPerStep)),
  };
}

function added(
  costs: readonly Pick<Cost, 'parameters' | 'msPerStep'>[],
  rest: Pick<Cost, 'models' | 'msPerPrediction'>,
): Cost {
  const parameters = costs.reduce((sum, cost) => sum + cost.parameters, 0);
  return {
    ...rest,
    parameters,
    bytes: float32 * parameters,
    msPerStep: costs.reduce((sum, cost) => sum + cost.msPerStep, 0),
  };
}
