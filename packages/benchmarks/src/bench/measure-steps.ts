import type { Callback, Dataset } from '@equipoise/core';

import { median } from '../statistics/summary.ts';
import { type TrainOptions, trainWorkload } from './train-workload.ts';
import type { Workload } from './workloads/workload.ts';

/** How a block of steps is made. */
export interface BlockOptions {
  /** Steps at the beginning that are not counted. */
  readonly warmUp: number;
  /** Steps that are counted. */
  readonly steps: number;
}

/** What a block of steps took, on either side. */
export interface Block {
  /** Each counted step, from a batch in memory to updated parameters and the losses as numbers. */
  readonly milliseconds: readonly number[];
  /** Processor time of the whole process over the counted steps: a step's share of it, and over the time that passed. */
  readonly cpu: { readonly milliseconds: number; readonly cores: number };
  /** How many numbers are trained. */
  readonly parameters: number;
}

/** What a block of our own steps took. */
export interface OwnBlock extends Block {
  /** What the first step took beyond a counted one: tracing it and loading its graphs. */
  readonly compileMs: number;
  /** The engine that ran the steps. */
  readonly engine: string;
  /** What lies between two counted steps, the median: the next batch is gathered, and `fit` keeps its records. */
  readonly betweenMs: number;
}

/**
 * Trains a workload with `fit` and times its steps.
 *
 * @param workload - What is trained.
 * @param dataset - Its examples: an epoch is as long as the warm-up, so that no new shapes come later.
 * @param options - How, and for how long.
 */
export async function measureSteps(
  workload: Workload,
  dataset: Dataset,
  { warmUp, steps, ...options }: BlockOptions & TrainOptions,
): Promise<OwnBlock> {
  const times: number[] = [];
  const between: number[] = [];
  let ended: number | undefined;
  const start = { wall: 0, busy: 0 };
  let cpu = { milliseconds: 0, cores: 0 };
  const stopwatch: Callback = {
    name: 'stopwatch',
    onBatchEnd({ milliseconds, epoch }) {
      const now = performance.now();
      if (ended !== undefined && epoch > 0) between.push(now - ended - milliseconds);
      times.push(milliseconds);
      ended = now;
    },
    onEpochEnd({ epoch }, { step, steps: last }) {
      ended = undefined; // An evaluation follows no step.
      if (epoch === 0) Object.assign(start, { wall: performance.now(), busy: cpuMilliseconds() });
      if (step < last) return;
      const spent = cpuMilliseconds() - start.busy;
      cpu = { milliseconds: spent / (last - warmUp), cores: spent / (performance.now() - start.wall) };
    },
  };
  const epochs = Math.ceil(steps / warmUp) + 1;
  const { model, engine } = await trainWorkload(workload, dataset, { ...options, epochs, callback: stopwatch });
  const parameters = model.parameterCount;
  await model.dispose();
  const milliseconds = times.slice(warmUp, warmUp + steps);
  const compileMs = (times[0] ?? Number.NaN) - median(milliseconds);
  return { milliseconds, compileMs, betweenMs: median(between), cpu, parameters, engine };
}

/** Processor time of this process, all its threads. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
