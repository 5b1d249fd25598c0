import { cpus } from 'node:os';

import {
  checkKnownOptions,
  type Dataset,
  type Evaluation,
  fit,
  type Fitted,
  headFromConfig,
  onProgress,
  selectTasks,
} from '@equipoise/core';
import { withFewLabels } from '@equipoise/datasets';
import { parseStrategy } from '@equipoise/weighting';

import { type HeldOut, holdOut, splitSizes } from '../final/held-out.ts';
import { median } from '../statistics/summary.ts';
import { withoutInputs } from './blind.ts';
import { loadDataset } from './load-dataset.ts';
import { looker } from './looker.ts';
import { monitorFromConfig } from './monitor.ts';
import { type OwnEpochs, ownEpochs } from './own-epochs.ts';
import { partsOf } from './parts-of.ts';
import { pruningOf } from './pruning.ts';
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
  /** Is given the model with the weights that are tested, before it is disposed of. */
  readonly onModel?: (model: Fitted['model']) => void | Promise<void>;
}

/**
 * Trains and tests one model. The result is a function of the configuration alone, but for the times in it and the machine;
 * the parameters that did best on the validation split are the ones that are tested.
 *
 * @param config - The trial.
 * @param options - Who watches, and where the data come from.
 */
export async function executeTrial(config: TrialConfig, options: ExecuteTrialOptions = {}): Promise<TrialResult> {
  checkKnownOptions<ExecuteTrialOptions>('executeTrial', options, { onStep: true, load: true, onModel: true });
  const { onStep, load = loadDataset, onModel } = options;
  const loaded = await load(config);
  const { imputed = 0, unseen = 0 } = loaded.filled ?? {};
  const selected = selectTasks(loaded, config.tasks);
  const labelled = config.labels ? withFewLabels(selected, { ...config.labels, seed: config.seed }) : selected;
  const whole = config.blind ? withoutInputs(labelled) : labelled;
  const held = holdOut(whole);
  const dataset = held.development;
  const { epochs, batchSize, learningRate, gradientScope, headPolicy, seed, diagnoseEvery, engine, threads } = config;
  const [tracing, looking, own] = [tracer(dataset.tasks.length), looker(dataset.tasks.length), ownEpochs()];
  const pruning = config.pruning && pruningOf(config.pruning);
  const fitted = await fit({
    dataset,
    ...partsOf(config),
    balancer: parseStrategy(config.strategy),
    epochs,
    batchSize,
    learningRate,
    seed,
    diagnoseEvery,
    engine,
    threads,
    ...(config.head && { head: headFromConfig(config.head) }),
    ...(config.monitor && { monitor: monitorFromConfig(config.monitor) }),
    ...(gradientScope ? { gradientScope } : {}),
    ...(headPolicy ? { headPolicy } : {}),
    ...(config.looks ? { diagnostics: config.looks } : {}),
    callbacks: [tracing, looking, own, ...(pruning ? [pruning] : []), ...(onStep ? [onProgress(onStep)] : [])],
  });
  try {
    const { history, model } = fitted;
    const validation = metricsOf(await model.evaluate(dataset.splits.validation));
    const test = config.final ? metricsOf(await held.score(model)) : {};
    await onModel?.(model);
    return {
      id: trialId(config),
      config,
      engine: fitted.engine,
      test,
      validation,
      bestEpoch: history.bestEpoch,
      ownEpochs: await atOwnEpochs(fitted, own, { test, ...(config.final && { held }) }),
      examples: splitSizes(whole, config.final),
      parameters: model.parameters.size,
      epochs: history.epochs.map(({ epoch, trainLosses, monitored, validation }) => ({
        epoch,
        trainLosses: [...trainLosses],
        monitored,
        validation: metricsOf(validation),
      })),
      ...(pruning?.prunedAt !== undefined && { prunedAt: pruning.prunedAt }),
      trace: tracing.trace,
      ...(config.looks && { looks: looking.looks }),
      statuses: { ...history.statuses },
      ...(imputed + unseen > 0 && { filled: { imputed, unseen } }),
      steps: (history.steps.at(-1)?.step ?? -1) + 1,
      msPerStep: Number(median(history.steps.map(({ milliseconds }) => milliseconds)).toPrecision(4)),
      machine: { node: process.version, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model ?? '' },
    };
  } finally {
    await fitted.model.dispose();
  }
}

/** The metrics of each task at the epoch that suits it. The model is left with the weights of the last of these epochs. */
async function atOwnEpochs(
  { model, history }: Fitted,
  { best }: OwnEpochs,
  final: { readonly test: TrialResult['test']; readonly held?: HeldOut },
): Promise<TrialResult['ownEpochs']> {
  const tests = new Map([[history.bestEpoch, final.test]]);
  const found: TrialResult['ownEpochs'] = {};
  for (const [task, { epoch, weights }] of best) {
    if (final.held && !tests.has(epoch)) {
      model.setWeights(weights);
      tests.set(epoch, metricsOf(await final.held.score(model)));
    }
    const validation = history.epochs.find((record) => record.epoch === epoch)?.validation.metrics[task] ?? {};
    found[task] = { epoch, validation: { ...validation }, test: { ...tests.get(epoch)?.[task] } };
  }
  return found;
}

function metricsOf({ metrics }: Evaluation): TrialResult['test'] {
  return Object.fromEntries(Object.entries(metrics).map(([task, values]) => [task, { ...values }]));
}
