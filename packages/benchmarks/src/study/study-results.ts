import type { TrialResult } from '../trials/trial-result.ts';
import type { FilledSlot } from './filled-slot.ts';
import { type Floor, slotKey, type SlotOf } from './slots.ts';
import type { Arm, Study } from './study.ts';

/** The results of a study, by what they are results of. */
export interface StudyResults {
  /** The study. */
  readonly study: Study;
  /** Every final trial. */
  readonly all: readonly TrialResult[];
  /**
   * The single-task trials of a task, seed by seed.
   *
   * @param task - The task's name.
   */
  baseline(task: string): readonly TrialResult[];
  /**
   * The trials of an arm, seed by seed.
   *
   * @param arm - The arm.
   */
  of(arm: Arm): readonly TrialResult[];
  /**
   * The trials of a floor, seed by seed.
   *
   * @param floor - The floor.
   */
  floor(floor: Floor): readonly TrialResult[];
  /**
   * The trials of what a measure trained, seed by seed.
   *
   * @param of - What it trained.
   */
  trialsOf(of: SlotOf): readonly TrialResult[];
  /**
   * What the search for an arm, a baseline or a floor took, over all seeds.
   *
   * @param of - What it was for.
   */
  spent(of: SlotOf): Spent;
}

/** What a search took. */
export interface Spent {
  /** Trials. */
  readonly trials: number;
  /** Those of them that a pruner stopped. */
  readonly pruned: number;
  /** The time of their steps in seconds. */
  readonly seconds: number;
}

/**
 * Puts the results of a study in order.
 *
 * @param study - The study.
 * @param filled - Its slots, filled, seed by seed.
 */
export function studyResults(study: Study, filled: readonly FilledSlot[]): StudyResults {
  const of = (what: SlotOf): readonly FilledSlot[] => filled.filter(({ slot }) => slotKey(slot.of) === slotKey(what));
  const results = (what: SlotOf): readonly TrialResult[] => of(what).map(({ result }) => result);
  return {
    study,
    all: filled.map(({ result }) => result),
    baseline: (task) => results({ kind: 'separate', task }),
    of: (arm) => results({ kind: 'arm', arm }),
    floor: (floor) => results({ kind: 'floor', floor }),
    trialsOf: results,
    spent: (what) =>
      of(what).reduce<Spent>(
        (sum, { trials, pruned = 0, seconds }) => ({
          trials: sum.trials + trials,
          pruned: sum.pruned + pruned,
          seconds: sum.seconds + seconds,
        }),
        { trials: 0, pruned: 0, seconds: 0 },
      ),
  };
}

/** How a model of several tasks is chosen: one epoch for all, or for each task the epoch that suits it. */
export type Selection = 'one-model' | 'own-epoch';

/**
 * One test metric of some trials.
 *
 * @param results - The trials, seed by seed.
 * @param where - The task and its metric.
 * @param selection - Of which epoch.
 */
export function testMetric(
  results: readonly TrialResult[],
  where: { readonly task: string; readonly metric: string },
  selection: Selection = 'one-model',
): readonly number[] {
  const metricsOf = ({ test, ownEpochs }: TrialResult): Readonly<Record<string, number>> | undefined =>
    selection === 'one-model' ? test[where.task] : ownEpochs[where.task]?.test;
  return results.map((result) => metricsOf(result)?.[where.metric] ?? Number.NaN);
}

/** A split that models are measured on. */
export type MeasuredSplit = 'validation' | 'test';

/**
 * One metric of some trials on a split, at the epoch that suits its task.
 *
 * @param results - The trials, seed by seed.
 * @param where - The task and its metric.
 * @param split - The split.
 */
export function ownMetric(
  results: readonly TrialResult[],
  { task, metric }: { readonly task: string; readonly metric: string },
  split: MeasuredSplit,
): readonly number[] {
  return results.map(({ ownEpochs }) => ownEpochs[task]?.[split][metric] ?? Number.NaN);
}
