import {
  architectureFromConfig,
  type Dataset,
  encoderFromConfig,
  fit,
  type MultiTaskModel,
  optimizerFromConfig,
  selectTasks,
} from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { holdOut } from '../final/held-out.ts';
import type { TrialConfig } from '../trials/trial-config.ts';

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

/**
 * Trains the model of a trial, to keep it: the same configuration has the same weights as in the trial. The test split is out of reach.
 *
 * @param config - The trial.
 * @param dataset - Its data.
 */
export async function trainModel(config: ModelConfig, dataset: Dataset): Promise<MultiTaskModel> {
  const { tasks, encoder, architecture, optimizer, strategy, gradientScope, headPolicy } = config;
  const { epochs, batchSize, learningRate, seed, engine, threads } = config;
  const { model } = await fit({
    dataset: holdOut(selectTasks(dataset, tasks)).development,
    encoder: encoderFromConfig(encoder),
    architecture: architectureFromConfig(architecture),
    optimizer: optimizerFromConfig(optimizer),
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
