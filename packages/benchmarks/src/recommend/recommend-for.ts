import { join } from 'node:path';

import { type Config, InvalidOptionError, mmoe, parsePart, writeDocument } from '@equipoise/core';

import { writeComparison, writeStudies } from '../compare.ts';
import { reportOf } from '../study/study-report.ts';
import { trialMaker } from '../trials/run-trials.ts';
import { trialId } from '../trials/trial-config.ts';
import { BudgetSpentError, limited, stopwatch } from './budget.ts';
import { plain } from './candidates.ts';
import { costOf } from './cost-of.ts';
import { type Size, trainingsOf } from './effort.ts';
import { findingsOf } from './findings.ts';
import { findWay, leastSeeds } from './find-way.ts';
import { predictionTimes } from './prediction-times.ts';
import { planDocument, type RecommendationPlan } from './plan-document.ts';
import { planOf } from './plan-of.ts';
import { checkedRecommendation, type Recommendation, recommendationDocument } from './recommendation-schema.ts';
import { saveModels } from './save-models.ts';
import type { StageOptions } from './stages.ts';
import type { RecommendForOptions, Subject } from './subject.ts';

/** Strategies that are tried beside equal weights, in the order in which a larger budget adds them. */
export const usualStrategies = ['uncertainty', 'pcgrad', 'fixed'] as const;

/** Architectures that are tried beside hard sharing. */
export const usualArchitectures: readonly Config[] = [mmoe().config];

/** The share of the time in which trainings may begin: the rest is for the models and the report. */
const trainingShare = 0.9;
/** The share of it after which one that is under way is ended. */
const endedAfter = 1.02;
/** The longest time that a timer takes, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/**
 * Makes a recommendation: finds the way, saves its models, and writes all down.
 *
 * @param subject - What it is about.
 * @param options - How.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence that says what is wrong, {@link BudgetSpentError} when the time is over too early.
 */
export async function recommendFor(subject: Subject, options: RecommendForOptions): Promise<Recommendation> {
  const { dataset } = subject;
  const { out, onStage } = options;
  const tasks = dataset.tasks.length;
  if (tasks < 2) {
    throw new InvalidOptionError('recommend', 'targets', 'two tasks or more: one has nothing to share', tasks);
  }
  const file = join(out, 'recommendation-plan.json');
  const size: Size = {
    tasks,
    strategies: 1 + options.strategies.length,
    architectures: 1 + options.architectures.length,
    floors: true,
  };
  let plan = await planOf(subject, options, { file, size });
  const watch = stopwatch(plan.spent, options.now);
  const seconds = 'seconds' in plan.budget ? plan.budget.seconds : Number.POSITIVE_INFINITY;
  const note = (change: Partial<RecommendationPlan>): void => {
    plan = { ...plan, ...change, ...(Number.isFinite(seconds) && { spent: watch.spent() }) };
    writeDocument(file, planDocument, plan);
  };
  note({});
  const kept = new Set<string>();
  const making: StageOptions = {
    store: subject.store,
    jobs: subject.jobs,
    execute: limited(subject.execute, {
      jobs: subject.jobs,
      isOver: () => watch.spent() > trainingShare * seconds,
    }),
    onEvent(event) {
      if (event.kind === 'kept' || event.kind === 'done') kept.add(trialId(event.config));
      if (event.kind === 'done' && Number.isFinite(seconds)) note({});
      options.onEvent?.(event);
    },
  };
  const trainings = trainingsOf(plan.effort, size);
  const stop = (): void => subject.stop?.();
  const timer = setTimeout(stop, Math.min(longestTimer, 1000 * (endedAfter * seconds - watch.spent())));
  try {
    const way = await findWay(subject, {
      ...options,
      ...plan,
      making,
      onStage: (stage, arms) => onStage?.({ stage, trainings, ...(arms !== undefined && { arms }) }),
      onCut: (completeSeeds) => note({ completeSeeds }),
    });
    const { results, decision, proposal } = way;
    onStage?.({ stage: 'models', trainings });
    const maker = trialMaker(making);
    const model = await saveModels(decision.chosen, {
      study: results.study,
      make: (config) => maker.make(config),
      load: subject.load,
      out,
    });
    const times = await predictionTimes(results, decision.chosen, subject.load);
    const cost = costOf(results, decision.chosen, times);
    writeStudies(out, [results.study], options.made);
    const report = reportOf(results);
    await writeComparison(out, [report], options.made);
    const { arm, groups } = decision.chosen;
    const strategy = parsePart(arm?.strategy ?? plain.strategy);
    const recommendation = checkedRecommendation({
      dataset: dataset.name,
      recommendation: {
        groups,
        architecture: model[0]?.architecture ?? '',
        strategy: strategy.name,
        options: strategy.options,
      },
      ...findingsOf({ ...way, report, prefer: options.prefer, cost, notes: subject.notes ?? [] }),
      cost,
      ...(proposal.agreement && { agreement: proposal.agreement }),
      model,
      study: out,
      seeds: results.study.seeds,
      trainings: kept.size,
      ...(Number.isFinite(seconds) && { seconds: watch.spent() }),
      command: options.made.command,
    });
    writeDocument(join(out, 'recommendation.json'), recommendationDocument, recommendation);
    return recommendation;
  } catch (error) {
    if (!(error instanceof BudgetSpentError)) throw error;
    throw new BudgetSpentError(
      `recommend: the budget of ${seconds} s is over before ${leastSeeds} seeds of the last comparison were complete; give more to go on: what was trained is kept in ${out}.`,
    );
  } finally {
    clearTimeout(timer);
  }
}
