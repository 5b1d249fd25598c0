import { deltaM } from '../measures/delta-m.ts';
import { meanRank } from '../measures/mean-rank.ts';
import type { Measurement } from '../measures/measurement.ts';
import { irregularitiesOf } from '../irregular/irregularities.ts';
import { mean, median, summarise } from '../statistics/summary.ts';
import { partText } from '../trials/part-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { type Comparison, comparisonSchema, type Cost } from './comparison-schema.ts';
import { cautionsOf } from './cautions.ts';
import { conflictsOf } from './conflicts.ts';
import { chosenArm } from './chosen-arm.ts';
import { type Effect, effectsOf } from './effects.ts';
import { differencesTo, gainsOf } from './gains.ts';
import { measuredOf } from './measures/measured.ts';
import { overlapOf } from './overlap-of.ts';
import { writtenJudgement } from './written-judgement.ts';
import { floorsOf, type SlotOf } from './slots.ts';
import { type Arm, averagedMetrics, mainMetric, type StudyMetric, type StudyTask } from './study.ts';
import { type StudyResults, testMetric } from './study-results.ts';

/**
 * Compares the arms of a study with its single-task baselines. Epochs are chosen on the validation split and reported
 * on the test split. R² is left out of Δm and of the ranks: it orders models as RMSE does, and a change relative to it means
 * nothing near 0.
 *
 * @param results - The results of a study.
 */
export function compareResults(results: StudyResults): Comparison {
  const { study } = results;
  const [effects, own] = [effectsOf(results), effectsOf(results, 'own-epoch')];
  const gains = gainsOf(results);
  const differences = study.arms.some(({ name }) => name === 'equal') ? differencesTo([results], 'equal') : [];
  const averaged = study.tasks.flatMap((task) => averagedMetrics(task).map((metric) => ({ task, metric })));
  const ranks = meanRank(
    averaged.map(({ task, metric }) => ({
      higherIsBetter: metric.higherIsBetter,
      values: study.arms.map((arm) => mean(testMetric(results.of(arm), { task: task.name, metric: metric.name }))),
    })),
  );
  const { encoder, architecture, optimizer, epochs, batchSize, learningRate, gradientScope } = study.training;
  const comparison = {
    dataset: study.dataset,
    engine: [...new Set(results.all.map(({ engine }) => engine))].sort().join(','),
    seeds: study.seeds,
    training: {
      encoder: partText(encoder),
      architecture: partText(architecture),
      optimizer: partText(optimizer),
      epochs,
      batchSize,
      learningRate,
    },
    tuningTrials: study.tuning?.trials ?? 0,
    ...overlapOf(results),
    gradientScope,
    tasks: study.tasks.map((task) => {
      const { name: metric, higherIsBetter } = mainMetric(task);
      return { name: task.name, metric, higherIsBetter };
    }),
    chosen: chosenArm([results]) ?? '',
    cautions: cautionsOf(results),
    irregularities: irregularitiesOf([
      ...study.tasks.map(({ name }) => ({ name: `${name} alone`, runs: results.baseline(name) })),
      ...study.arms.map((arm) => ({ name: arm.name, runs: results.of(arm) })),
    ]),
    baseline: Object.fromEntries(
      study.tasks.map((task) => {
        const values = mainValues(results.baseline(task.name), task);
        return [task.name, { ...summarise(values), values }];
      }),
    ),
    baselineCost: baselineCost(results),
    floors: Object.fromEntries(
      floorsOf(study).map((floor) => [
        floor,
        Object.fromEntries(
          study.tasks.map((task) => [task.name, summarise(mainValues(results.floor(floor), task, 'own-epoch'))]),
        ),
      ]),
    ),
    conflicts: conflictsOf(results),
    measured: study.measures && measuredOf(results),
    strategies: Object.fromEntries(
      study.arms.map((arm, index) => {
        const of = <Found extends { readonly strategy: string }>(found: readonly Found[]): readonly Found[] =>
          found.filter(({ strategy }) => strategy === arm.name);
        const [gain] = of(gains);
        const [difference] = of(differences);
        return [
          arm.name,
          {
            tasks: Object.fromEntries(
              of(effects).map((effect) => {
                const atOwn = of(own).find(({ task }) => task === effect.task);
                return [effect.task, { ...written(effect), values: effect.values, ownEpoch: atOwn && written(atOwn) }];
              }),
            ),
            deltaM: deltaM(averaged.map((where) => measure(results, { ...where, arm }))),
            gain: gain && writtenJudgement(gain),
            ...(difference && { againstEqual: writtenJudgement(difference) }),
            meanRank: ranks[index] ?? Number.NaN,
            cost: costOf(results, { kind: 'arm', arm }, results.of(arm)),
          },
        ];
      }),
    ),
  };
  return comparisonSchema.parse(JSON.parse(JSON.stringify(comparison)));
}

function mainValues(
  trials: readonly TrialResult[],
  task: StudyTask,
  selection?: Parameters<typeof testMetric>[2],
): readonly number[] {
  return testMetric(trials, { task: task.name, metric: mainMetric(task).name }, selection);
}

function written(effect: Effect): object {
  return { ...effect.summary, ...writtenJudgement(effect) };
}

function costOf(results: StudyResults, of: SlotOf, trials: readonly TrialResult[]): Cost {
  const { trials: searchTrials, pruned, seconds } = results.spent(of);
  return {
    searchTrials,
    ...(results.study.tuning?.pruner && { prunedTrials: pruned }),
    searchSeconds: seconds,
    parameters: Math.max(0, ...trials.map(({ parameters }) => parameters)),
    msPerStep: median(trials.map(({ msPerStep }) => msPerStep)),
  };
}

/** What a model for each task costs, all together. */
function baselineCost(results: StudyResults): Cost {
  const costs = results.study.tasks.map(({ name }) =>
    costOf(results, { kind: 'separate', task: name }, results.baseline(name)),
  );
  const sum = (read: (each: Cost) => number | null): number =>
    costs.reduce((total, each) => total + (read(each) ?? 0), 0);
  return {
    searchTrials: sum(({ searchTrials }) => searchTrials),
    ...(results.study.tuning?.pruner && { prunedTrials: sum(({ prunedTrials = 0 }) => prunedTrials) }),
    searchSeconds: sum(({ searchSeconds }) => searchSeconds),
    parameters: sum(({ parameters }) => parameters),
    msPerStep: sum(({ msPerStep }) => msPerStep),
  };
}

interface Where {
  readonly task: StudyTask;
  readonly metric: StudyMetric;
  readonly arm: Arm;
}

function measure(results: StudyResults, { task, metric, arm }: Where): Measurement {
  const where = { task: task.name, metric: metric.name };
  return {
    ...where,
    higherIsBetter: metric.higherIsBetter,
    value: mean(testMetric(results.of(arm), where)),
    baseline: mean(testMetric(results.baseline(task.name), where)),
  };
}
