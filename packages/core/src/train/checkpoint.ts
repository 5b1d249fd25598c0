import type { Engine } from '@equipoise/compiler';

import type { WeighingStatus } from '../balancer.ts';
import { InvalidOptionError } from '../errors.ts';
import { checkKnownOptions, type OptionNames } from '../known-options.ts';
import type { SavedAdam } from './adam.ts';
import type { EpochRecord, StepRecord } from './history.ts';
import type { SavedSlots } from './slots.ts';

/** What must be the same for a run to be gone on with. */
export interface RunIdentity {
  /** The name of the data set. */
  readonly dataset: string;
  /** The names of the tasks. */
  readonly tasks: readonly string[];
  /** The name of the strategy. */
  readonly balancer: string;
  /** How many parameters the model has. */
  readonly parameters: number;
  /** The seed. */
  readonly seed: number;
  /** Examples in a step. */
  readonly batchSize: number;
  /** Adam's step size. */
  readonly learningRate: number;
  /** The engine that runs the steps: another one gives other last digits. */
  readonly engine: Engine;
}

/** All that a training run can be gone on from: plain data that survives JSON. */
export interface Checkpoint {
  /** The run it is of. */
  readonly run: RunIdentity;
  /** Epochs that have ended. */
  readonly epoch: number;
  /** The parameters. */
  readonly parameters: readonly number[];
  /** What the optimizer remembers. */
  readonly optimizer: SavedAdam;
  /** What the strategy remembers. */
  readonly balancer: unknown;
  /** What the strategy's gradient transform keeps beside the parameters. */
  readonly slots: SavedSlots;
  /** How often the strategy answered with each status. */
  readonly statuses: Readonly<Record<WeighingStatus, number>>;
  /** The best epoch so far. */
  readonly best: BestEpoch;
  /** Every step so far. */
  readonly steps: readonly StepRecord[];
  /** Every epoch so far. */
  readonly epochs: readonly EpochRecord[];
}

/** The best epoch of a run. */
export interface BestEpoch {
  /** The epoch, from 0. */
  readonly epoch: number;
  /** Its criterion. */
  readonly criterion: number;
  /** The parameters after it. */
  readonly parameters: readonly number[];
}

const fields: OptionNames<Checkpoint> = {
  run: true,
  epoch: true,
  parameters: true,
  optimizer: true,
  balancer: true,
  slots: true,
  statuses: true,
  best: true,
  steps: true,
  epochs: true,
};

/**
 * Makes sure that a checkpoint is whole: no field is missing or unknown, and every parameter has its numbers.
 *
 * @param checkpoint - The checkpoint, of whatever type: it may come from a file.
 * @throws {@link InvalidOptionError} when it is not; names the first field.
 */
export function checkCheckpoint(checkpoint: Checkpoint): void {
  checkKnownOptions<Checkpoint>('resume', checkpoint, fields);
  for (const name of Object.keys(fields) as (keyof Checkpoint)[]) {
    const value: unknown = checkpoint[name];
    if (value === undefined) throw notWhole(`\`${name}\``, value);
    if (name !== 'epoch' && name !== 'balancer' && typeof value !== 'object') throw notWhole(`\`${name}\``, value);
  }
  const { run, parameters, optimizer, best, epoch, epochs } = checkpoint;
  const vectors = { parameters, 'optimizer.mean': optimizer.mean, 'optimizer.square': optimizer.square };
  for (const [name, vector] of Object.entries({ ...vectors, 'best.parameters': best.parameters })) {
    if (vector.length === run.parameters && vector.every(Number.isFinite)) continue;
    throw notWhole(`${run.parameters} numbers in \`${name}\``, vector);
  }
  if (epoch !== epochs.length) throw notWhole(`${epoch} epochs in \`epochs\``, epochs.length);
}

function notWhole(expected: string, received: unknown): InvalidOptionError {
  return new InvalidOptionError('fit', 'resume', `a whole checkpoint, with ${expected}`, received);
}

/**
 * Makes sure that a run is the one that a checkpoint is of.
 *
 * @param run - The run.
 * @param checkpoint - The checkpoint.
 * @throws {@link InvalidOptionError} when it is of another.
 */
export function checkSameRun(run: RunIdentity, checkpoint: Checkpoint): void {
  for (const [what, value] of Object.entries(run)) {
    const saved: unknown = Object.entries(checkpoint.run).find(([name]) => name === what)?.[1];
    if (JSON.stringify(saved) === JSON.stringify(value)) continue;
    throw new InvalidOptionError('fit', 'resume', `of a run with the ${what} ${JSON.stringify(value)}`, saved);
  }
}
