import type { Config } from '@equipoise/core';

import type { StudyResults } from '../study/study-results.ts';
import { BudgetSpentError } from './budget.ts';
import { candidateArms, plain } from './candidates.ts';
import { decide, type Decision, type Preference } from './decide.ts';
import type { RecommendationPlan } from './plan-document.ts';
import { type Proposal, proposeGroupings } from './propose-groupings.ts';
import { completeSeeds, makeStage, type StageOptions } from './stages.ts';
import { type StudyKind, studyMaker } from './study-maker.ts';
import type { Subject } from './subject.ts';
import { type RuledOut, successiveHalving } from './successive-halving.ts';

/** What {@link findWay} tries, and how. */
export interface FindWayOptions
  extends Pick<RecommendationPlan, 'effort' | 'completeSeeds'>, Omit<StudyKind, 'tuning'> {
  /** What comes first where nothing is shown to be better. */
  readonly prefer: Preference;
  /** The strategies beside equal weights. */
  readonly strategies: readonly string[];
  /** The architectures beside that of the training. */
  readonly architectures: readonly Config[];
  /** What trains. */
  readonly making: StageOptions;
  /** Is told of each stage, and how many ways are left. */
  readonly onStage: (stage: string, arms?: number) => void;
  /** Is told how many seeds of the last comparison were complete when the time was over. */
  readonly onCut: (seeds: number) => void;
}

/** What was found. */
export interface Way {
  /** The last comparison. */
  readonly results: StudyResults;
  /** What was decided. */
  readonly decision: Decision;
  /** The groupings that were proposed. */
  readonly proposal: Proposal;
  /** What successive halving ruled out. */
  readonly ruledOut: readonly RuledOut[];
  /** Arms of the last comparison whose numbers were not finite. */
  readonly diverged: readonly string[];
}

/** Seeds that a comparison must have. */
export const leastSeeds = 3;

/**
 * Finds the way to learn the tasks of a data set: baselines and affinity, pairs of tasks, groupings, successive halving, the last comparison, the decision.
 *
 * @param subject - The data, and how models are trained.
 * @param options - What is tried, and what trains.
 * @throws {@link BudgetSpentError} when the time is over before three seeds of the last comparison are complete.
 */
export async function findWay(
  subject: Pick<Subject, 'dataset' | 'table' | 'training'>,
  options: FindWayOptions,
): Promise<Way> {
  const { effort, making, prefer, onStage } = options;
  const study = studyMaker(subject, { ...options, tuning: effort.tuning });
  onStage('baselines and plain sharing');
  const base = await makeStage(study([plain], effort.screening), making);
  const paired = effort.transfer && subject.dataset.tasks.length > 2;
  if (paired) onStage('pairs of tasks');
  const { results: known } = paired
    ? await makeStage(study([plain], effort.screening, { transfer: ['pairwise'] }), making)
    : base;
  const proposal = proposeGroupings(known, effort.groupings);
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
    make: (part) => makeStage(part, making),
    onRound: (left) => onStage('successive halving', left),
  });
  onStage('last comparison', finalists.length + 1);
  const last = study([plain, ...finalists], options.completeSeeds ?? effort.seeds);
  const { results, diverged } = await makeStage(last, making).catch(async (error: unknown) => {
    if (!(error instanceof BudgetSpentError)) throw error;
    const complete = await completeSeeds(last, making);
    if (complete < leastSeeds) throw error;
    options.onCut(complete);
    return await makeStage({ ...last, seeds: complete }, making);
  });
  return { results, decision: decide(results, prefer), proposal, ruledOut, diverged };
}
