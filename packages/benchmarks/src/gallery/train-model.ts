import { type Dataset, fit, type MultiTaskModel, selectTasks } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { holdOut } from '../final/held-out.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import { partsOf } from '../trials/parts-of.ts';

/** What decides the model of a trial. */
export type ModelConfig = Pick<
  TrialConfig,
  | 'tasks'
  | 'strategy'
  | 'seed'
  | 'encoder'
  | 'architecture'
  | 'optimizer'
  | 'epochs'
  | 'batchSize'
  | 'learningRate'
  | 'gradientScope'
  | 'headPolicy'
  | 'engine'
  | 'threads'
>;

/** How a model is trained that is measured beside those of a study. */
export const usualModel = { strategy: 'equal', engine: 'auto', threads: 1 } as const;

/**
 * Trains the model of a trial, to keep it: the same configuration has the same weights as in the trial. The test split is out of reach.
 *
 * @param config - The trial.
 * @param dataset - Its data.
 */
export async function trainModel(config: ModelConfig, dataset: Dataset): Promise<MultiTaskModel> {
  const { tasks, strategy, gradientScope, headPolicy } = config;
  const { epochs, batchSize, learningRate, seed, engine, threads } = config;
  const { model } = await fit({
    dataset: holdOut(selectTasks(dataset, tasks)).development,
    ...partsOf(config),
    balancer: parseStrategy(strategy),
    epochs,
    batchSize,
    learningRate,
    seed,
    engine,
    threads,
    ...(gradientScope && { gradientScope }),
    ...(headPolicy && { headPolicy }),
  });
  return model;
}
