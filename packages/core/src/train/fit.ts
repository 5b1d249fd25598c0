import type { Engine } from '@equipoise/compiler';

import type { AnyBalancer } from '../balancer.ts';
import type { Dataset } from '../dataset.ts';
import type { MultiTaskModel } from '../model/multi-task-model.ts';
import type { Head } from '../model/head.ts';
import type { Trunk } from '../model/trunk.ts';
import type { EpochRecord, History } from './history.ts';

/** Which gradient a head is trained with: its task's loss times the task's weight, or the loss as it is. */
export type HeadPolicy = 'weighted' | 'unweighted';

/** How far a run has come. */
export interface FitProgress {
  /** Steps made. */
  readonly step: number;
  /** Steps that the run makes if it is not stopped early. */
  readonly steps: number;
  /** The epoch that has just ended, when one has. */
  readonly epochEnded?: EpochRecord;
}

/** What {@link fit} can be told. */
export interface FitOptions {
  /** What to learn from: the training split is learnt from, the validation split chosen by, the test split not looked at. */
  readonly dataset: Dataset;
  /** The shared part of the model. */
  readonly trunk: Trunk;
  /**
   * Each task's own part.
   *
   * @defaultValue `linear()`: one dense layer from the trunk's features to the task's outputs
   */
  readonly head?: Head;
  /** The strategy that weighs the tasks. */
  readonly balancer: AnyBalancer;
  /** Times that the training split is gone through, at least 1. */
  readonly epochs: number;
  /**
   * Examples in a step; the last, smaller batch of an epoch is left out (every epoch leaves out others).
   *
   * @defaultValue 128
   */
  readonly batchSize?: number;
  /**
   * Adam's step size, above 0.
   *
   * @defaultValue 0.001
   */
  readonly learningRate?: number;
  /**
   * Where every random number of the run comes from.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * How the heads are trained.
   *
   * @defaultValue 'weighted'
   */
  readonly headPolicy?: HeadPolicy;
  /**
   * Stops after this many epochs without a better criterion; never when left out. In either case the model is left with the
   * parameters of its best epoch.
   */
  readonly patience?: number;
  /**
   * Looks at the Gramian every so many steps even when the strategy does not, for the history; 0 never does.
   *
   * @defaultValue 0
   */
  readonly diagnoseEvery?: number;
  /**
   * What runs the steps.
   *
   * @defaultValue 'auto'
   */
  readonly engine?: Engine;
  /**
   * Threads that a step may use.
   *
   * @defaultValue 1
   */
  readonly threads?: number;
  /** Called after every step. */
  readonly onProgress?: (progress: FitProgress) => void;
  /** Stops the run between two steps: {@link fit} then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What {@link fit} gives. */
export interface Fitted {
  /** The trained model. */
  readonly model: MultiTaskModel;
  /** What was seen on the way. */
  readonly history: History;
  /** The engine that ran the steps. */
  readonly engine: Exclude<Engine, 'auto'>;
}
