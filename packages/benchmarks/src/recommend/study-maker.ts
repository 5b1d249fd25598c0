import { draftStudy } from '../study/plan-study.ts';
import type { Arm, Study } from '../study/study.ts';
import { usualTuning } from '../study/usual-tuning.ts';
import type { Subject } from './subject.ts';

/** Makes the study of some arms and seeds. */
export type StudyMaker = (arms: readonly Arm[], seeds: number, measures?: Study['measures']) => Study;

/**
 * Makes the studies of the stages: they differ in arms and seeds only, so that what they have in common is one training.
 *
 * @param subject - The data, and how models are trained.
 * @param how - The first seed, the engine, the epochs, and the trials by which each arm and baseline is tuned.
 */
export function studyMaker(
  { dataset, table, training }: Subject,
  how: { readonly seed: number; readonly engine: Study['engine']; readonly epochs: number; readonly tuning: number },
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
      floors: true,
      measures: { affinity: every, conflict: every, ...measures },
      training: own,
      ...(how.tuning > 0 && { tuning }),
      engine: how.engine,
      threads: 1,
    });
}
