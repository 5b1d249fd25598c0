import { adam, hardSharing } from '@equipoise/core';

import type { StudyPlan } from '../study/check-study.ts';
import { draftStudy } from '../study/plan-study.ts';
import { withEngine } from '../study/study-engine.ts';
import type { Arm, Study, TrainingConfig } from '../study/study.ts';
import { loadReproductionData } from './data.ts';

/** A study of a reproduction; what is left out is as usual. */
export interface ReproductionStudy extends Partial<Omit<StudyPlan, 'arms' | 'seeds' | 'training'>> {
  /** The data set, by its name. */
  readonly dataset: string;
  /** The strategies, each an arm by its own name, or arms. */
  readonly arms: readonly (string | Arm)[];
  /** How many seeds. */
  readonly seeds: number;
  /** How models are trained: by Adam, with hard sharing unless told otherwise. */
  readonly training: Pick<TrainingConfig, 'encoder' | 'epochs' | 'batchSize' | 'learningRate'> &
    Partial<TrainingConfig>;
  /** The main metric of tasks, where that is not the first. */
  readonly metrics?: Readonly<Record<string, string>>;
}

/**
 * Plans a study of a reproduction. Steps are WebAssembly, unless told otherwise, so that nothing optional is needed.
 *
 * @param asked - The study.
 */
export async function planned({ dataset: name, arms, training, metrics, ...rest }: ReproductionStudy): Promise<Study> {
  const { size } = training;
  const dataset = await loadReproductionData({ dataset: name, seed: 0, ...(size !== undefined && { size }) });
  const plan: StudyPlan = {
    engine: 'wasm',
    threads: 1,
    ...rest,
    arms: arms.map((arm) => (typeof arm === 'string' ? { name: arm, strategy: arm } : arm)),
    training: { architecture: hardSharing().config, optimizer: adam().config, ...training },
  };
  return (await withEngine(draftStudy(dataset, plan, metrics), dataset)).study;
}

/**
 * An arm of a study by its name.
 *
 * @param study - The study.
 * @param name - The arm's name.
 */
export function armOf({ arms }: Pick<Study, 'arms'>, name: string): Arm {
  const found = arms.find((arm) => arm.name === name);
  if (!found) throw new TypeError(`There is no arm ${name}.`);
  return found;
}
