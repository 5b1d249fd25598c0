import { type Dataset, DataError, parsePart } from '@equipoise/core';
import {
  type DatasetInMemory,
  datasets,
  fromTable,
  withCopiedTask,
  withFewLabels,
  withNoiseTask,
  withOppositeTask,
} from '@equipoise/datasets';

/** Rows of a world: 360 to train on, 120 to choose by and 120 to test on. */
const rows = 600;

/** Inputs of a world. */
const inputs = 4;

/** Data whose truth is known by how they are made. A world is one draw of the functions and the rows; a seed splits its rows anew. */
export interface KnownTruth {
  /** What is known of it. */
  readonly meaning: string;
  /** The rows of a world. */
  readonly draw: (world: number) => Promise<Columns>;
  /** What else is done to the data of one split. */
  readonly alter?: (dataset: Dataset, world: number) => DatasetInMemory;
}

/** The inputs and targets of a world, by name. */
interface Columns {
  readonly inputs: Readonly<Record<string, Float32Array>>;
  readonly targets: Readonly<Record<string, Float32Array>>;
}

/** Every set of the self-test, by its name. */
export const knownTruths = {
  'two-copies': {
    meaning: 'one task twice, label by label: sharing can hurt nobody',
    draw: (world) => groups({ groups: 1, tasks: 1 }, world),
    alter: (dataset) => withCopiedTask(dataset, { task: 'a1', name: 'copy' }),
  },
  'independent-noise': {
    meaning: 'a task beside labels of pure noise: nothing to gain, and the noise takes room',
    draw: (world) => groups({ groups: 1, tasks: 1 }, world),
    alter: (dataset, world) => withNoiseTask(dataset, { seed: world }),
  },
  'same-function': {
    meaning: 'one function twice, each with noise of its own (σ = 1): twice the labels',
    draw: (world) => groups({ groups: 1, tasks: 2, within: 1, noise: 1 }, world),
  },
  'anti-correlated': {
    meaning: 'a task and its negative: the labels oppose each other, the features are the same',
    draw: (world) => groups({ groups: 1, tasks: 1 }, world),
    alter: (dataset) => withOppositeTask(dataset, { task: 'a1', name: 'opposite' }),
  },
  'few-labels': {
    meaning: 'one function twice; the first task has 5 % of its training labels, the second has all',
    draw: (world) => groups({ groups: 1, tasks: 2, within: 1 }, world),
    alter: (dataset, world) => withFewLabels(dataset, { task: 'a1', share: 0.05, seed: world }),
  },
  'mmoe-0': {
    meaning: 'MMoE’s synthetic data at correlation 0: two tasks of one form, nothing else in common',
    draw: (world) => mmoe(0, world),
  },
  'mmoe-1': {
    meaning: 'MMoE’s synthetic data at correlation 1: one task with two noises',
    draw: (world) => mmoe(1, world),
  },
  'hidden-groups': {
    meaning: 'two groups of three tasks: related within a group (.9), not at all between groups',
    draw: (world) => groups({ groups: 2, tasks: 3 }, world),
  },
} as const satisfies Readonly<Record<string, KnownTruth>>;

/** The name of a set of the self-test. */
export type KnownTruthName = keyof typeof knownTruths;

/** Sets for recommendations, beside those of the self-test: all tasks have few labels, so that sharing gives each what it lacks. */
export const largeTruths = {
  'all-few-labels': {
    meaning: 'one function three times; each task has 5 % of the training labels, of rows of its own',
    draw: (world) => groups({ groups: 1, tasks: 3, within: 1 }, world),
    alter: fewLabelsEach,
  },
  'four-few-labels': {
    meaning:
      'one function four times with little noise (σ = 0.1); each task has 5 % of the training labels, of rows of its own',
    draw: (world) => groups({ groups: 1, tasks: 4, within: 1, noise: 0.1 }, world),
    alter: fewLabelsEach,
  },
  'two-groups-few-labels': {
    meaning: 'two functions, each of two tasks; each task has 5 % of the training labels, of rows of its own',
    draw: (world) => groups({ groups: 2, tasks: 2, within: 1 }, world),
    alter: fewLabelsEach,
  },
} as const satisfies Readonly<Record<string, KnownTruth>>;

/** The name of a set whose truth is known. */
export type TruthName = KnownTruthName | keyof typeof largeTruths;

/** Every set whose truth is known, by its name. */
export const allTruths: Readonly<Record<TruthName, KnownTruth>> = { ...knownTruths, ...largeTruths };

/** The names of the sets, in the order of the answer. */
export const knownTruthNames = Object.keys(knownTruths) as readonly KnownTruthName[];

/**
 * The name of one world of a set, as the configuration of a trial has it.
 *
 * @param set - The set.
 * @param world - The world, from 0.
 */
export function worldName(set: TruthName, world: number): string {
  return `${set}(world=${world})`;
}

let remembered: { readonly name: string; readonly columns: Promise<Columns> } | undefined;

/**
 * The data of a trial of the self-test: the rows of its world, split by its seed.
 *
 * @param trial - The name of the world and the seed.
 * @throws {@link @equipoise/core!DataError} when there is no such set.
 */
export async function loadWorld({
  dataset: name,
  seed,
}: {
  readonly dataset: string;
  readonly seed: number;
}): Promise<Dataset> {
  const { name: set, options } = parsePart(name);
  if (!Object.hasOwn(allTruths, set))
    throw new DataError(`selftest: there is no set ${set}; there are ${knownTruthNames.join(', ')}.`);
  const { draw, alter } = allTruths[set as TruthName];
  const world = Number(options.world);
  if (remembered?.name !== name) remembered = { name, columns: draw(world) };
  const columns = await remembered.columns;
  const kinds = <Kind extends string>(of: object, kind: Kind) =>
    Object.fromEntries(Object.keys(of).map((column) => [column, kind]));
  const dataset = fromTable({
    name,
    table: { ...columns.inputs, ...columns.targets },
    inputs: kinds(columns.inputs, 'numeric'),
    targets: kinds(columns.targets, 'regression'),
    seed,
  });
  return alter ? alter(dataset, world) : dataset;
}

/** Leaves each task 5 % of its labels, drawn apart. */
function fewLabelsEach(dataset: Dataset, world: number): DatasetInMemory {
  const [first, ...others] = dataset.tasks.map(({ name }, place) => ({
    task: name,
    share: 0.05,
    seed: 100 * world + place,
  }));
  if (!first) throw new Error('A world has tasks.');
  return others.reduce<DatasetInMemory>((less, few) => withFewLabels(less, few), withFewLabels(dataset, first));
}

async function groups(
  dials: NonNullable<Parameters<(typeof datasets)['task-groups']['load']>[0]>,
  world: number,
): Promise<Columns> {
  return columnsOf(await datasets['task-groups'].load({ ...dials, inputs, seed: world, size: rows }));
}

async function mmoe(correlation: number, world: number): Promise<Columns> {
  return columnsOf(await datasets['mmoe-synthetic'].load({ correlation, inputs, seed: world, size: rows }));
}

/** The training examples of a synthetic data set as columns. */
function columnsOf({ splits: { train } }: DatasetInMemory): Columns {
  const x = train.inputs.x as Float32Array;
  const column = (index: number): Float32Array =>
    Float32Array.from({ length: rows }, (_, row) => x[row * inputs + index] ?? 0);
  return {
    inputs: Object.fromEntries(Array.from({ length: inputs }, (_, index) => [`x${index + 1}`, column(index)])),
    targets: Object.fromEntries(
      Object.entries(train.labels).map(([task, { values }]) => [task, Float32Array.from(values)]),
    ),
  };
}
