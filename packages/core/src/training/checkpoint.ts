import type { Engine } from '@equipoise/compiler';

import type { AnyBalancer, WeighingStatus } from '../balancer.ts';
import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import type { PartConfigs } from '../model/part-configs.ts';
import type { ModelGraph } from '../model/model-graph.ts';
import { vectorSize } from '../model/weight-list.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { slotLength } from '../optimizers/slot-length.ts';
import type { Config } from '../options/config.ts';
import { show } from '../show.ts';

/** What must be the same for a run to be resumed. */
export interface RunIdentity {
  /** SHA-256 of the data set: its splits, inputs and tasks. */
  readonly data: string;
  /** Architecture, encoders and head. */
  readonly model: PartConfigs;
  /** The optimizer and the schedule. */
  readonly optimizer: Readonly<Record<string, unknown>>;
  /** The strategy, the policy for heads, and the scope of gradients. */
  readonly balancer: Readonly<Record<string, unknown>>;
  /** What epochs are compared by. */
  readonly monitor: Config;
  /** How the steps are shared among sources, where there are several. */
  readonly sampling?: { readonly sampler: Config; readonly sourcesPerBatch: 'one' | 'several' };
  /** The seed. */
  readonly seed: number;
  /** Examples in a step. */
  readonly batchSize: number;
  /** The engine that runs the steps: another one gives other last digits. */
  readonly engine: Engine;
  /** SHA-256 of the weights that the run starts from, where it was given any. */
  readonly start?: string;
}

/** All that a training run can be resumed from. Its size does not grow with the run. */
export interface Checkpoint {
  /** The version of this format. */
  readonly format: 1;
  /** The run that it is of. */
  readonly identity: RunIdentity;
  /** How far it has come: completed epochs and steps. */
  readonly position: { readonly epoch: number; readonly step: number };
  /** Parameters, buffers, the slots of optimizer and strategy, what callbacks keep: vectors by name. */
  readonly tensors: Readonly<Record<string, Float32Array>>;
  /** The rest, as plain data that survives JSON. */
  readonly state: {
    /** What the strategy remembers. */
    readonly balancer: unknown;
    /** How often it answered with each status. */
    readonly statuses: Readonly<Record<WeighingStatus, number>>;
    /** What was monitored after the last epochs. */
    readonly monitored: readonly number[];
    /** Steps that were left out. */
    readonly skipped: number;
    /** How far each of several sources has come, and what the sampler remembers. */
    readonly sources?: unknown;
    /** What each callback keeps, by its name. */
    readonly callbacks: Readonly<Record<string, unknown>>;
  };
}

/**
 * Makes sure that a checkpoint is whole.
 *
 * @param checkpoint - The checkpoint, of whatever type: it may come from a file.
 * @throws {@link InvalidOptionError} when it is not; names what is wrong.
 */
export function checkCheckpoint(checkpoint: unknown): asserts checkpoint is Checkpoint {
  const fail = (expected: string, received: unknown): never => {
    throw new InvalidOptionError('fit', 'resume', `a whole checkpoint, with ${expected}`, received);
  };
  if (!isRecord(checkpoint)) return fail('its parts', checkpoint);
  const { format, identity, position, tensors, state } = checkpoint;
  if (format !== 1) fail('format 1', format);
  for (const [name, part] of Object.entries({ identity, position, tensors, state })) {
    if (!isRecord(part)) fail(`\`${name}\``, part);
  }
  const { monitored, skipped, callbacks, statuses } = state as Record<string, unknown>;
  const counts = { ...(position as object), skipped };
  for (const name of ['epoch', 'step', 'skipped'] as const) {
    const count = (counts as Record<string, unknown>)[name];
    if (!(Number.isSafeInteger(count) && (count as number) >= 0)) fail(`a whole number as its ${name}`, count);
  }
  if (!Array.isArray(monitored) || !monitored.every(Number.isFinite)) fail('a list of monitored numbers', monitored);
  if (!isRecord(callbacks)) fail('the states of callbacks', callbacks);
  if (!isRecord(statuses)) fail('the counts of statuses', statuses);
  for (const [name, values] of Object.entries(tensors as Record<string, unknown>)) {
    if (!(values instanceof Float32Array) || !values.every(Number.isFinite)) fail(`finite numbers in ${name}`, values);
  }
  if (!((tensors as Record<string, unknown>).parameters instanceof Float32Array)) fail('parameters', undefined);
}

/**
 * Makes sure that a run is the one that a checkpoint is of.
 *
 * @param identity - The run.
 * @param checkpoint - The checkpoint.
 * @throws {@link InvalidOptionError} when it is of another; says what differs.
 */
export function checkSameRun(identity: RunIdentity, checkpoint: Checkpoint): void {
  const found = firstDifference(checkpoint.identity, identity, []);
  if (!found) return;
  const { path, saved, asked } = found;
  throw new InvalidOptionError('fit', 'resume', `of a run with the ${path.join('.')} ${show(asked)}`, saved);
}

/**
 * Makes sure that a checkpoint has every vector that a run needs, each of its length.
 *
 * @param checkpoint - The checkpoint.
 * @param graph - The model.
 * @param options - Optimizer and strategy.
 * @throws {@link InvalidOptionError} when it has not; names the vector.
 */
export function checkTensors(
  { tensors }: Checkpoint,
  graph: ModelGraph,
  { optimizer, balancer }: { readonly optimizer: Optimizer; readonly balancer: AnyBalancer },
): void {
  const fail = (expected: string, received: unknown): never => {
    throw new InvalidOptionError('fit', 'resume', `a whole checkpoint, with ${expected}`, received);
  };
  const { parameterCount } = graph;
  const best = Object.hasOwn(tensors, 'callbacks/best-weights/parameters') ? ['callbacks/best-weights/'] : [];
  const lengths = ['', ...best].flatMap((prefix): (readonly [string, number])[] => [
    [`${prefix}parameters`, parameterCount],
    [`${prefix}buffers`, vectorSize(graph.buffers)],
  ]);
  const slots = Object.entries(optimizer.slots).map(
    ([name, size]) => [`optimizer/${name}`, slotLength(size, graph.shapes)] as const,
  );
  for (const [name, length] of [...lengths, ...slots]) {
    const received = tensors[name]?.length ?? 0;
    if (received !== length) fail(`${length} numbers in ${name}`, received);
  }
  for (const name of Object.keys(balancer.gradientTransform?.slots ?? {})) {
    if (!tensors[`strategy/${name}`]) fail(`strategy/${name}`, undefined);
  }
}

/**
 * Makes sure that a run can go on from where a checkpoint is.
 *
 * @param position - How far the checkpoint has come.
 * @param run - How long the run is.
 * @throws {@link InvalidOptionError} when it is further than the run goes.
 */
export function checkPosition(
  { epoch, step }: Checkpoint['position'],
  { epochs, stepsPerEpoch }: { readonly epochs: number; readonly stepsPerEpoch: number },
): void {
  if (epoch > epochs) {
    const expected = `at least ${epoch}, the completed epochs of the checkpoint`;
    throw new InvalidOptionError('fit', 'epochs', expected, epochs);
  }
  if (step <= epoch * stepsPerEpoch) return;
  throw new InvalidOptionError(
    'fit',
    'resume',
    `a whole checkpoint, with at most ${stepsPerEpoch} steps in an epoch`,
    step,
  );
}

function firstDifference(
  saved: unknown,
  asked: unknown,
  path: readonly string[],
): { readonly path: readonly string[]; readonly saved: unknown; readonly asked: unknown } | undefined {
  const bothLists = Array.isArray(saved) && Array.isArray(asked);
  if (bothLists || (isRecord(saved) && isRecord(asked))) {
    const [before, now] = [saved as Readonly<Record<string, unknown>>, asked as Readonly<Record<string, unknown>>];
    for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
      const found = firstDifference(before[name], now[name], [...path, name]);
      if (found) return found;
    }
    return undefined;
  }
  return JSON.stringify(saved) === JSON.stringify(asked) ? undefined : { path, saved, asked };
}
