import type { Callback, StepRecord } from '@equipoise/core';
import { memory } from '@tensorflow/tfjs-core';

import { median } from '../statistics/summary.ts';
import { type TrainOptions, trainWorkload } from './train-workload.ts';
import { converging, convergingDataset } from './workloads/converging.ts';
import type { Workload } from './workloads/workload.ts';

/** Warm-up steps that are not measured: they trace the step, and V8 compiles. */
const warmUp = 100;

/** Steps that are compared, where there are so many. */
const longWindow = 500;

/** Steps of an epoch. */
const epoch = 20;

/** Adam's step size: so long that certainty is reached in some hundred steps. */
const learningRate = 0.02;

/** The fewest steps that can be measured. */
export const fewestSteps = 2 * warmUp;

/** Something after the first steps, and after the last one. */
export interface BeginningAndEnd {
  /** After 100 steps. */
  readonly early: number;
  /** After the last step. */
  readonly end: number;
}

/** The cost of a step over a long run. */
export interface EnduranceRow {
  /** The workload. */
  readonly workload: string;
  /** The strategy, as text. */
  readonly strategy: string;
  /** The engine that ran the steps. */
  readonly engine: string;
  /** Threads that a step may use. */
  readonly threads: number;
  /** Steps that were made. */
  readonly steps: number;
  /** Steps at either end that are compared. */
  readonly window: number;
  /** The median step of the first ones, after those that warm up. */
  readonly firstMs: number;
  /** The median step of the last ones. */
  readonly lastMs: number;
  /** `lastMs` by `firstMs`. */
  readonly ratio: number;
  /** The most memory that the process has had, in MiB. */
  readonly peakMemory: BeginningAndEnd;
  /** Tensors that TensorFlow.js holds. */
  readonly tensors: BeginningAndEnd;
  /** The mean training loss of the tasks: whether the run converged. */
  readonly loss: BeginningAndEnd;
}

/**
 * Trains a workload past convergence, and measures whether steps get slower or memory grows.
 *
 * @param workload - What is trained.
 * @param options - How, and for how many steps, rounded up to whole epochs.
 */
export async function measureEndurance(
  workload: Workload,
  options: TrainOptions & { readonly steps: number; readonly onStep?: (step: number) => void },
): Promise<EnduranceRow> {
  const { steps: least, onStep, ...train } = options;
  const learnt = converging(workload);
  const epochs = Math.ceil(least / epoch);
  const steps = epochs * epoch;
  const times: number[] = [];
  const seen = { early: unseen, end: unseen };
  const watch: Callback = {
    name: 'endurance',
    onBatchEnd({ milliseconds, losses }, { step }) {
      times.push(milliseconds);
      if (step === warmUp) seen.early = held(losses);
      if (step === steps) seen.end = held(losses);
      onStep?.(step);
    },
  };
  const { model, engine } = await trainWorkload(learnt, convergingDataset(learnt, epoch), {
    ...train,
    epochs,
    learningRate,
    callback: watch,
  });
  await model.dispose();
  const window = Math.min(longWindow, Math.floor((steps - warmUp) / 2));
  const [firstMs, lastMs] = [median(times.slice(warmUp, warmUp + window)), median(times.slice(-window))];
  return {
    workload: workload.name,
    strategy: train.strategy,
    engine,
    threads: train.threads,
    steps,
    window,
    firstMs,
    lastMs,
    ratio: lastMs / firstMs,
    peakMemory: { early: seen.early.peakMemory, end: seen.end.peakMemory },
    tensors: { early: seen.early.tensors, end: seen.end.tensors },
    loss: { early: seen.early.loss, end: seen.end.loss },
  };
}

const unseen = { peakMemory: Number.NaN, tensors: Number.NaN, loss: Number.NaN };

/** What the process holds, and what the tasks' losses came to. */
function held(losses: StepRecord['losses']): typeof unseen {
  const loss = losses.reduce<number>((sum, each) => sum + (each ?? 0), 0) / losses.length;
  return { peakMemory: process.resourceUsage().maxRSS / 1024, tensors: memory().numTensors, loss };
}
