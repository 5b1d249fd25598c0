import { draftStudy } from '../study/plan-study.ts';
import type { Arm, Study } from '../study/study.ts';
import { usualTuning } from '../study/usual-tuning.ts';
import type { Subject } from './subject.ts';

/** What the studies of a recommendation have in common. */
export interface StudyKind {
  /** The first seed. */
  readonly seed: number;
  /** What runs the steps. */
  readonly engine: Study['engine'];
  /** Epochs of each training. */
  readonly epochs: number;
  /** Trials by which each arm and baseline is tuned. */
  readonly tuning: number;
  /**
   * Whether the floors are trained.
   *
   * @defaultValue true
   */
  readonly floors?: boolean | undefined;
  /**
   * Whether the conflict in each layer and with the updates is looked at, for the report.
   *
   * @defaultValue true
   */
  readonly conflict?: boolean | undefined;
}

/** Makes the study of some arms and seeds. */
export type StudyMaker = (arms: readonly Arm[], seeds: number, measures?: Study['measures']) => Study;

/**
 * Makes the studies of the stages: they differ in arms and seeds only, so that what they have in common is one training.
 *
 * @param subject - The data, and how models are trained.
 * @param how - What they have in common.
 */
export function studyMaker(
  { dataset, table, training }: Pick<Subject, 'dataset' | 'table' | 'training'>,
  how: StudyKind,
): StudyMaker {
  const own = { ...training, epochs: how.epochs };
  // Longer trainings than planned would not fit the budget.
  const tuning = { ...usualTuning(own, how.tuning), maxEpochs: undefined };
  const steps = own.epochs * Math.floor(dataset.splits.train.size / own.batchSize);
  const every = Math.max(5, Math.ceil(steps / 30));
  return (arms, seeds, measures) =>
    draftStudy(dataset, {
      ...(table && { table }),
      arms,
      seeds,
      ...(how.seed > 0 && { firstSeed: how.seed }),
      floors: how.floors ?? true,
      measures: { affinity: every, ...(how.conflict !== false && { conflict: every }), ...measures },
      training: own,
      ...(how.tuning > 0 && { tuning }),
      engine: how.engine,
      threads: 1,
    });
}
