import { cpus } from 'node:os';

import { checkKnownOptions, type Dataset, type Evaluation, fit, selectTasks } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { median } from '../statistics/summary.ts';
import { loadDataset } from './load-dataset.ts';
import type { RunProgress } from './run-all.ts';
import { type RunConfig, runId } from './run-config.ts';
import type { RunResult } from './run-result.ts';
import { traceOf } from './trace.ts';
import { trunkOf } from './trunk.ts';

/** Options of {@link executeRun} on which the result does not depend. */
export interface ExecuteRunOptions {
  /** Called after every step. */
  readonly onStep?: (progress: RunProgress) => void;
  /**
   * Gives the data of the run.
   *
   * @defaultValue loads them from the registry, or from the file of the table
   */
  readonly load?: (config: RunConfig) => Promise<Dataset>;
}

/**
 * Trains and tests one model. The result is a function of the configuration alone, but for the times in it and the machine;
 * the parameters that did best on the validation split are the ones that are tested.
 *
 * @param config - The run.
 * @param options - Who watches, and where the data come from.
 */
export async function executeRun(config: RunConfig, options: ExecuteRunOptions = {}): Promise<RunResult> {
  checkKnownOptions<ExecuteRunOptions>('executeRun', options, { onStep: true, load: true });
  const { onStep, load = loadDataset } = options;
  const dataset = selectTasks(await load(config), config.tasks);
  const { epochs, batchSize, learningRate, gradientScope, headPolicy, seed, diagnoseEvery, engine, threads } = config;
  const fitted = await fit({
    dataset,
    trunk: trunkOf(config.trunk),
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
    ...(onStep ? { onProgress: onStep } : {}),
  });
  try {
    const { history, model } = fitted;
    return {
      id: runId(config),
      config,
      engine: fitted.engine,
      test: metricsOf(await model.evaluate(dataset.splits.test)),
      validation: metricsOf(await model.evaluate(dataset.splits.validation)),
      bestEpoch: history.bestEpoch,
      epochs: history.epochs.map(({ epoch, trainLosses, criterion, validation }) => ({
        epoch,
        trainLosses: [...trainLosses],
        criterion,
        validation: metricsOf(validation),
      })),
      trace: traceOf(history),
      statuses: { ...history.statuses },
      msPerStep: Number(median(history.steps.map(({ milliseconds }) => milliseconds)).toPrecision(4)),
      machine: { node: process.version, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model ?? '' },
    };
  } finally {
    await fitted.model.dispose();
  }
}

function metricsOf({ metrics }: Evaluation): RunResult['test'] {
  return Object.fromEntries(Object.entries(metrics).map(([task, values]) => [task, { ...values }]));
}
