import { type Dataset, EquipoiseError, fit, type FitProgress, type Fitted } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import type { RunConfig } from '../runs/run-config.ts';
import type { Workload } from './workloads/workload.ts';

/** How a workload is trained. */
export interface TrainOptions {
  /** The strategy, as text. */
  readonly strategy: string;
  /** What runs the steps. */
  readonly engine: RunConfig['engine'];
  /** Threads that a step may use. */
  readonly threads: number;
}

/** How long it is trained, and who watches. */
export interface TrainBudget {
  /** Passes over the examples. */
  readonly epochs: number;
  /**
   * Adam's step size.
   *
   * @defaultValue 0.001
   */
  readonly learningRate?: number;
  /** Called after every step. */
  readonly onProgress: (progress: FitProgress) => void;
}

/**
 * Trains a workload as anybody would: with `fit`.
 *
 * @param workload - What is trained.
 * @param dataset - Its examples.
 * @param options - How, and for how long.
 * @throws {@link @equipoise/core!EquipoiseError} when the engine that was asked for is not there.
 */
export async function trainWorkload(
  { trunk, head, batch }: Workload,
  dataset: Dataset,
  { strategy, engine, threads, epochs, learningRate = 0.001, onProgress }: TrainOptions & TrainBudget,
): Promise<Fitted> {
  try {
    const [balancer, batchSize] = [parseStrategy(strategy), batch];
    return await fit({ dataset, trunk, head, balancer, batchSize, engine, threads, epochs, learningRate, onProgress });
  } catch (error) {
    if (error instanceof Error && error.name === 'CompileError') throw new EquipoiseError(error.message);
    throw error;
  }
}
