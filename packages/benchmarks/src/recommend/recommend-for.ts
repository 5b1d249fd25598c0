import { join } from 'node:path';

import { type Config, InvalidOptionError, mmoe, parsePart, writeDocument } from '@equipoise/core';

import { writeComparison, writeStudies } from '../compare.ts';
import { reportOf } from '../study/study-report.ts';
import { trialMaker } from '../trials/run-trials.ts';
import { trialId } from '../trials/trial-config.ts';
import { BudgetSpentError, limited, stopwatch } from './budget.ts';
import { candidateArms, plain } from './candidates.ts';
import { costOf } from './cost-of.ts';
import { decide } from './decide.ts';
import { type Size, trainingsOf } from './effort.ts';
import { findingsOf } from './findings.ts';
import { planDocument, type RecommendationPlan } from './plan-document.ts';
import { planOf } from './plan-of.ts';
import { proposeGroupings } from './propose-groupings.ts';
import { checkedRecommendation, type Recommendation, recommendationDocument } from './recommendation-schema.ts';
import { saveModels } from './save-models.ts';
import { completeSeeds, makeStage, type StageOptions } from './stages.ts';
import { studyMaker } from './study-maker.ts';
import type { RecommendForOptions, Subject } from './subject.ts';
import { successiveHalving } from './successive-halving.ts';

/** Strategies that are tried beside equal weights, in the order in which a larger budget adds them. */
export const usualStrategies = ['uncertainty', 'pcgrad', 'fixed'] as const;

/** Architectures that are tried beside hard sharing. */
export const usualArchitectures: readonly Config[] = [mmoe().config];

/** Seeds that a comparison must have. */
const leastSeeds = 3;
/** The share of the time in which trainings may begin: the rest is for the models and the report. */
const trainingShare = 0.9;

/**
 * Makes a recommendation: baselines, affinity and transfer, groupings, successive halving, the last comparison, the decision.
 *
 * @param subject - What it is about.
 * @param options - How.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence that says what is wrong, {@link BudgetSpentError} when the time is over too early.
 */
export async function recommendFor(subject: Subject, options: RecommendForOptions): Promise<Recommendation> {
  const { dataset } = subject;
  const { out, seed, prefer, onStage } = options;
  if (dataset.tasks.length < 2) {
    throw new InvalidOptionError(
      'recommend',
      'targets',
      'two tasks or more: one has nothing to share',
      dataset.tasks.length,
    );
  }
  const file = join(out, 'recommendation-plan.json');
  const size: Size = {
    tasks: dataset.tasks.length,
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
  const stageOptions: StageOptions = {
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
  const { effort, engine, epochs } = plan;
  const trainings = trainingsOf(effort, size);
  const say = (stage: string, arms?: number): void =>
    onStage?.({ stage, trainings, ...(arms !== undefined && { arms }) });
  const study = studyMaker(subject, { seed, engine, epochs, tuning: effort.tuning });
  try {
    say('baselines and plain sharing');
    const base = await makeStage(study([plain], effort.screening), stageOptions);
    if (effort.transfer && size.tasks > 2) say('pairs of tasks');
    const pairs =
      effort.transfer && size.tasks > 2
        ? await makeStage(study([plain], effort.screening, { transfer: ['pairwise'] }), stageOptions)
        : base;
    const proposal = proposeGroupings(pairs.results, effort.groupings);
    const arms = candidateArms({
      groupings: proposal.groupings,
      strategies: [plain.strategy, ...options.strategies].slice(0, effort.strategies),
      architectures: [subject.training.architecture, ...options.architectures].slice(0, effort.architectures),
      tuned: effort.tuning > 0,
    });
    const { finalists, ruledOut } = await successiveHalving({
      arms,
      effort,
      study,
      make: (part) => makeStage(part, stageOptions),
      onRound: (left) => say('successive halving', left),
    });
    say('last comparison', finalists.length + 1);
    const last = study([plain, ...finalists], plan.completeSeeds ?? effort.seeds);
    const { results, diverged } = await makeStage(last, stageOptions).catch(async (error: unknown) => {
      if (!(error instanceof BudgetSpentError)) throw error;
      const complete = await completeSeeds(last, stageOptions);
      if (complete < leastSeeds) throw error;
      note({ completeSeeds: complete });
      return await makeStage({ ...last, seeds: complete }, stageOptions);
    });
    const decision = decide(results, prefer);
    say('models', 1);
    const maker = trialMaker(stageOptions);
    const model = await saveModels(decision.chosen, {
      study: results.study,
      make: (config) => maker.make(config),
      load: subject.load,
      out,
    });
    writeStudies(out, [results.study], options.made);
    const report = reportOf(results);
    await writeComparison(out, [report], options.made);
    const found = findingsOf({ report, decision, prefer, proposal, ruledOut, diverged });
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
      ...found,
      cost: costOf(results, decision.chosen),
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
  }
}
