import { type Dataset, EquipoiseError, fit, type FitOptions, type Fitted } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import type { RunConfig } from '../runs/run-config.ts';
import { median } from '../statistics/summary.ts';
import type { Workload } from './workloads/workload.ts';

/** How a block of steps is made. */
export interface BlockOptions {
  /** The strategy, as text. */
  readonly strategy: string;
  /** Steps at the beginning that are not counted. */
  readonly warmUp: number;
  /** Steps that are counted. */
  readonly steps: number;
  /** Threads that a step may use. */
  readonly threads: number;
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
  options: BlockOptions & { readonly engine: RunConfig['engine'] },
): Promise<OwnBlock> {
  const { strategy, warmUp, steps, engine, threads } = options;
  const start = { wall: 0, busy: 0 };
  let cpu = { milliseconds: 0, cores: 0 };
  const { model, history, ...fitted } = await fitOrSay({
    dataset,
    ...{ trunk: workload.trunk, head: workload.head, balancer: parseStrategy(strategy) },
    ...{ epochs: Math.ceil(steps / warmUp) + 1, batchSize: workload.batch, engine, threads },
    onProgress({ step, steps: last }) {
      if (step === warmUp) Object.assign(start, { wall: performance.now(), busy: cpuMilliseconds() });
      if (step < last) return;
      const spent = cpuMilliseconds() - start.busy;
      cpu = { milliseconds: spent / (last - warmUp), cores: spent / (performance.now() - start.wall) };
    },
  });
  await model.dispose();
  const times = history.steps.map(({ milliseconds }) => milliseconds);
  const milliseconds = times.slice(warmUp, warmUp + steps);
  const compileMs = (times[0] ?? Number.NaN) - median(milliseconds);
  return { milliseconds, compileMs, cpu, parameters: model.parameterCount, engine: fitted.engine };
}

/** An engine that is not there is for the person at the terminal to put right: one sentence. */
async function fitOrSay(options: FitOptions): Promise<Fitted> {
  try {
    return await fit(options);
  } catch (error) {
    if (error instanceof Error && error.name === 'CompileError') throw new EquipoiseError(error.message);
    throw error;
  }
}

/** Processor time of this process, all its threads. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
