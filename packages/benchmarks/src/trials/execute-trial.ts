import { cpus } from 'node:os';

import {
  architectureFromConfig,
  checkKnownOptions,
  DataError,
  type Dataset,
  encoderFromConfig,
  type Evaluation,
  fit,
  onProgress,
  optimizerFromConfig,
  selectTasks,
} from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { median } from '../statistics/summary.ts';
import { loadDataset } from './load-dataset.ts';
import type { TrialProgress } from './run-trials.ts';
import { type TrialConfig, trialId } from './trial-config.ts';
import type { TrialResult } from './trial-result.ts';
import { tracer } from './trace.ts';

/** Options of {@link executeTrial} on which the result does not depend. */
export interface ExecuteTrialOptions {
  /** Called after every step. */
  readonly onStep?: (progress: TrialProgress) => void;
  /**
   * Gives the data of the trial.
   *
   * @defaultValue loads them from the registry, or from the file of the table
   */
  readonly load?: (config: TrialConfig) => Promise<Dataset>;
}

/**
 * Trains and tests one model. The result is a function of the configuration alone, but for the times in it and the machine;
 * the parameters that did best on the validation split are the ones that are tested.
 *
 * @param config - The trial.
 * @param options - Who watches, and where the data come from.
 */
export async function executeTrial(config: TrialConfig, options: ExecuteTrialOptions = {}): Promise<TrialResult> {
  checkKnownOptions<ExecuteTrialOptions>('executeRun', options, { onStep: true, load: true });
  const { onStep, load = loadDataset } = options;
  const dataset = selectTasks(await load(config), config.tasks);
  const { test, validation } = dataset.splits;
  if (!test) throw new DataError(`${dataset.name}: must have a split \`test\` to report on.`);
  const { epochs, batchSize, learningRate, gradientScope, headPolicy, seed, diagnoseEvery, engine, threads } = config;
  const tracing = tracer(dataset.tasks.length);
  const fitted = await fit({
    dataset,
    encoder: encoderFromConfig(config.encoder),
    architecture: architectureFromConfig(config.architecture),
    optimizer: optimizerFromConfig(config.optimizer),
    balancer: parseStrategy(config.strategy),
    epochs,
    batchSize,
    learningRate,
    seed,
    diagnoseEvery,
    engine,
    threads,
    ...(gradientScope ? { gradientScope } : {}),
    ...(headPolicy ? { headPolicy } : {}),
    callbacks: [tracing, ...(onStep ? [onProgress(onStep)] : [])],
  });
  try {
    const { history, model } = fitted;
    return {
      id: trialId(config),
      config,
      engine: fitted.engine,
      test: metricsOf(await model.evaluate(test)),
      validation: metricsOf(await model.evaluate(validation)),
      bestEpoch: history.bestEpoch,
      epochs: history.epochs.map(({ epoch, trainLosses, monitored, validation }) => ({
        epoch,
        trainLosses: [...trainLosses],
        monitored,
        validation: metricsOf(validation),
      })),
      trace: tracing.trace,
      statuses: { ...history.statuses },
      msPerStep: Number(median(history.steps.map(({ milliseconds }) => milliseconds)).toPrecision(4)),
      machine: { node: process.version, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model ?? '' },
    };
  } finally {
    await fitted.model.dispose();
  }
}

function metricsOf({ metrics }: Evaluation): TrialResult['test'] {
  return Object.fromEntries(Object.entries(metrics).map(([task, values]) => [task, { ...values }]));
}
