import type { Engine } from '@equipoise/compiler';

import type { AnyBalancer, HeadPolicy } from '../balancer.ts';
import type { Dataset } from '../dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import type { Head } from '../model/head.ts';
import type { Trunk } from '../model/trunk.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type GradientScope, gradientScopes } from './gradient-scope.ts';
import type { EpochRecord } from './history.ts';

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
   * @defaultValue `mlpHead()`: one dense layer from the trunk's features to the task's outputs
   */
  readonly head?: Head;
  /** The strategy that weighs the tasks. */
  readonly balancer: AnyBalancer;
  /** Times that the training split is gone through, at least 1. */
  readonly epochs: number;
  /**
   * Examples in a step, at most those of the training split; the last, smaller batch of an epoch is left out (every epoch leaves out others).
   *
   * @defaultValue 128, or all training examples where there are fewer
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
   * What the gradients are taken over that strategies look at by their Gramian, and that are diagnosed. The update is of all parameters
   * in any case. Strategies with a gradient transform of their own work on the shared parameters.
   *
   * @defaultValue 'shared'
   */
  readonly gradientScope?: GradientScope;
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
   * What runs the steps, and the model after them. `auto` takes `native` for large steps and `wasm` for small ones, by what a step has
   * to do, and goes on with the engine of the checkpoint after `resume`.
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
  /**
   * Called after every epoch with all that the run can be gone on from: plain data, to be written somewhere. The run waits for it.
   */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void | Promise<void>;
  /**
   * Where to go on: what `onCheckpoint` gave in a run with the same options. The rest of the run is bit by bit that of the unbroken
   * one; more epochs may be asked for.
   *
   * @defaultValue the beginning
   */
  readonly resume?: Checkpoint;
  /** Called after every step. */
  readonly onProgress?: (progress: FitProgress) => void;
  /** Stops the run between two steps: {@link fit} then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

type Checked = 'batchSize' | 'learningRate' | 'diagnoseEvery' | 'headPolicy' | 'gradientScope' | 'engine' | 'threads';

/**
 * Makes sure that the options of a run are good ones.
 *
 * @param options - The options, with the defaults of those that are left out.
 * @throws {@link InvalidOptionError} for one that is not.
 */
export function checkOptions(options: FitOptions & Required<Pick<FitOptions, Checked>>): void {
  const { epochs, batchSize, learningRate, patience, diagnoseEvery, headPolicy, gradientScope, engine, threads } =
    options;
  const whole = (name: string, value: number, least: number): void => {
    if (!(Number.isInteger(value) && value >= least)) {
      throw new InvalidOptionError('fit', name, `a whole number of at least ${least}`, value);
    }
  };
  whole('epochs', epochs, 1);
  whole('batchSize', batchSize, 1);
  const { size } = options.dataset.splits.train;
  if (batchSize > size) {
    throw new InvalidOptionError('fit', 'batchSize', `at most the ${size} training examples`, batchSize);
  }
  whole('diagnoseEvery', diagnoseEvery, 0);
  whole('threads', threads, 1);
  if (patience !== undefined) whole('patience', patience, 1);
  const known = <Name extends string>(name: string, value: Name, names: readonly Name[]): void => {
    if (!names.includes(value)) throw new InvalidOptionError('fit', name, `one of ${names.join(', ')}`, value);
  };
  known('headPolicy', headPolicy, ['weighted', 'unweighted']);
  known('gradientScope', gradientScope, gradientScopes);
  if (options.balancer.gradientTransform && gradientScope !== 'shared') {
    throw new InvalidOptionError('fit', 'gradientScope', `'shared' with ${options.balancer.name}`, gradientScope);
  }
  known('engine', engine, ['auto', 'native', 'wasm', 'eager']);
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new InvalidOptionError('fit', 'learningRate', 'above 0', learningRate);
  }
}
