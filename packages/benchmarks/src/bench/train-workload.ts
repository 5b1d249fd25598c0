import { type Callback, type Dataset, EquipoiseError, fit, type Fitted } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import type { TrialConfig } from '../trials/trial-config.ts';
import type { Workload } from './workloads/workload.ts';

/** How a workload is trained. */
export interface TrainOptions {
  /** The strategy, as text. */
  readonly strategy: string;
  /** What runs the steps. */
  readonly engine: TrialConfig['engine'];
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
  /** Who watches. */
  readonly callback?: Callback;
}

/**
 * Trains a workload with `fit`, as a user does.
 *
 * @param workload - What is trained.
 * @param dataset - Its examples.
 * @param options - How, and for how long.
 * @throws {@link @equipoise/core!EquipoiseError} when the engine that was asked for is not there.
 */
export async function trainWorkload(
  { architecture, encoder, head, batch }: Workload,
  dataset: Dataset,
  { strategy, engine, threads, epochs, learningRate = 0.001, callback }: TrainOptions & TrainBudget,
): Promise<Fitted> {
  try {
    const [balancer, batchSize] = [parseStrategy(strategy), batch];
    const callbacks = callback ? [callback] : [];
    const parts = { encoder, head, balancer, ...(architecture && { architecture }) };
    return await fit({ dataset, ...parts, batchSize, engine, threads, epochs, learningRate, callbacks });
  } catch (error) {
    if (error instanceof Error && error.name === 'CompileError') throw new EquipoiseError(error.message);
    throw error;
  }
}
