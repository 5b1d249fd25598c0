import {
  finiteValues,
  flatConfig,
  metricValues,
  taskValues,
  type TrackedPoint,
  type TrackedRun,
  type TrackEvent,
} from '@equipoise/core';

import { type TrialConfig, trialId } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';

/**
 * A trial as trackers name it.
 *
 * @param config - The trial.
 * @param of - What it is for: `arm equal`.
 */
export function trialRun(config: TrialConfig, of: string | undefined): TrackedRun {
  const search = config.final ? '' : ', search';
  return {
    id: trialId(config),
    name: `${of ?? config.strategy}, seed ${config.seed}${search}`,
    group: config.dataset,
    config: flatConfig({ ...(of !== undefined && { of }), ...config, pruning: config.pruning?.pruner.name }),
  };
}

/**
 * What trackers hear of a trial that was made: every epoch, the weights over the steps, and the metrics of its best epoch on the validation split and, of a final
 * trial, the test split.
 *
 * @param result - The trial's result.
 * @param of - What it is for.
 */
export function trialEvents(result: TrialResult, of: string | undefined): readonly TrackEvent[] {
  const run = trialRun(result.config, of);
  return [
    { kind: 'begin', run, step: 0 },
    { kind: 'values', run, points: pointsOf(result) },
    { kind: 'end', run, status: 'finished' },
  ];
}

function pointsOf({ config, epochs, trace, steps, ...result }: TrialResult): readonly TrackedPoint[] {
  const { tasks, learningRate } = config;
  const perEpoch = steps / Math.max(1, epochs.length);
  const epochPoints = epochs.map(({ epoch, trainLosses, monitored, validation }) => ({
    step: Math.max(1, Math.round((epoch + 1) * perEpoch)),
    values: finiteValues([...taskValues('train/loss', tasks, trainLosses), ...metricValues('validation', validation)], {
      epoch: epoch + 1,
      monitored,
      learningRate,
    }),
  }));
  const tracePoints = trace.points.map(({ step, weights }) => ({
    step: Math.max(1, Math.round(step + 1)),
    values: finiteValues(taskValues('step/weight', tasks, weights)),
  }));
  const best = {
    step: Math.max(1, steps),
    values: finiteValues([...metricValues('best', result.validation), ...metricValues('test', result.test)], {
      bestEpoch: result.bestEpoch + 1,
      parameters: result.parameters,
      ...(result.prunedAt !== undefined && { prunedAt: result.prunedAt }),
    }),
  };
  return [...epochPoints, ...tracePoints].sort((a, b) => a.step - b.step).concat(best);
}
