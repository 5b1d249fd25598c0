import { adam, hardSharing, mlp, type MlpOptions } from '@equipoise/core';

import { type TrialConfig, trialId } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { slotsOf } from '../../src/study/slots.ts';
import type { Study } from '../../src/study/study.ts';
import { studyResults, type StudyResults } from '../../src/study/study-results.ts';

/** The parts of a small model, as plain data. */
export function smallParts(options: MlpOptions = {}): Pick<TrialConfig, 'encoder' | 'architecture' | 'optimizer'> {
  const encoder = mlp({ hidden: [4], ...options }).config;
  return { encoder, architecture: hardSharing().config, optimizer: adam().config };
}

/** A study of two tasks, `digit` (accuracy) and `size` (errors), small enough to do its arithmetic by hand. */
export function smallStudy(study: Partial<Study> = {}): Study {
  return {
    dataset: 'penguins',
    tasks: [
      { name: 'digit', metrics: [{ name: 'accuracy', higherIsBetter: true }] },
      {
        name: 'size',
        metrics: [
          { name: 'rmse', higherIsBetter: false },
          { name: 'mae', higherIsBetter: false },
          { name: 'r2', higherIsBetter: true },
        ],
      },
    ],
    arms: [
      { name: 'equal', strategy: 'equal' },
      { name: 'gradnorm', strategy: 'gradnorm(alpha=0.5)' },
    ],
    seeds: 2,
    training: { ...smallParts(), epochs: 2, batchSize: 8, learningRate: 0.01 },
    engine: 'native',
    threads: 1,
    diagnoseEvery: 5,
    ...study,
  };
}

/** What a trial is said to have measured: `metrics[task][metric]`. */
export type MadeUpMetrics = (config: TrialConfig) => TrialResult['test'];

/** A result with these metrics; everything else is as short as it can be. */
export function madeUpResult(config: TrialConfig, metrics: MadeUpMetrics): TrialResult {
  const test = metrics(config);
  const perTask = config.tasks.map(() => 1);
  const pairs = config.tasks.length > 1 ? [[0, 1] as [number, number]] : [];
  return {
    id: trialId(config),
    config,
    engine: 'native',
    test,
    validation: test,
    bestEpoch: 1,
    ownEpochs: Object.fromEntries(
      config.tasks.map((task) => [task, { epoch: 1, validation: test[task] ?? {}, test: test[task] ?? {} }]),
    ),
    examples: { train: 80, validation: 20, test: 25, testSplit: 'one' },
    parameters: 1000,
    epochs: [0, 1].map((epoch) => ({ epoch, trainLosses: perTask, monitored: 1 - epoch / 2, validation: test })),
    trace: {
      pairs,
      points: [0, 1].map((step) => ({ step, losses: perTask, weights: perTask, cosines: pairs.map(() => 0.5 - step) })),
      conflicts: pairs.map(() => ({ looks: 2, meanCosine: 0, conflicting: 0.5 })),
    },
    statuses: { solved: 2, degenerate: 0, fallback: 0 },
    steps: 2,
    msPerStep: 1.5,
    machine: { node: 'v20.0.0', platform: 'linux x64', cpu: 'a <fast> one' },
  };
}

/** A study with a made-up result for each trial. */
export function madeUpResults(study: Study, metrics: MadeUpMetrics): StudyResults {
  return studyResults(
    study,
    slotsOf(study).map((slot) => ({ slot, result: madeUpResult(slot.config, metrics), trials: 0, seconds: 0 })),
  );
}
