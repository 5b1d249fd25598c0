import { chooseEngine, type Dataset } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { partsOf } from '../trials/parts-of.ts';
import type { Study } from './study.ts';

/** A study with an engine by name, and why it is that one. */
export interface StudyWithEngine {
  /** The study. */
  readonly study: Study;
  /** The engine and the reason in a sentence, where `auto` was asked for. */
  readonly note?: string;
}

/**
 * Takes the engine of a study for `auto`, before anything is trained, so that the ids of its trials hold it: engines differ in last
 * digits, and results of one are never taken for another's. It is chosen by a step of all tasks with equal weights: all trials of a study
 * have one engine, and the same one whatever else is compared.
 *
 * @param study - The study.
 * @param dataset - Its data.
 */
export async function withEngine(study: Study, dataset: Dataset): Promise<StudyWithEngine> {
  const { training, threads } = study;
  if (study.engine !== 'auto') return { study };
  const { engine, engineReason } = await chooseEngine({
    dataset,
    ...partsOf(training),
    balancer: parseStrategy('equal'),
    epochs: 1,
    batchSize: training.batchSize,
    threads,
  });
  return { study: { ...study, engine }, note: `Engine of ${study.dataset}: ${engine} (${engineReason}).` };
}
