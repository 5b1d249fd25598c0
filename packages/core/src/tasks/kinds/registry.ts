import type { Decoder } from '../../decoders/decoder.ts';
import { decoderFromConfig } from '../../decoders/registry.ts';
import { lossFromConfig } from '../../losses/registry.ts';
import type { Loss } from '../../losses/loss.ts';
import type { Metric } from '../../metrics/metric.ts';
import { metricFromConfig } from '../../metrics/registry.ts';
import { partFromConfig, type Registry } from '../../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts } from '../../options/registered.ts';
import type { TaskKind } from '../task-kind.ts';
import * as parts from './parts.ts';

/** Every kind of task by its name. */
export const taskKinds = registered(parts) satisfies RegisteredParts<TaskKind>;

/** The name of a kind of task. */
export type TaskKindName = keyof typeof taskKinds;

type ShapeOf<Name extends TaskKindName> = (typeof taskKinds)[Name]['options']['shape'];

/** Kinds that predict one of the classes of a column: those that take the names of classes, and not the size of a mask. */
export type ClassKindName = {
  [Name in TaskKindName]: 'classes' extends keyof ShapeOf<Name>
    ? 'height' extends keyof ShapeOf<Name>
      ? never
      : Name
    : never;
}[TaskKindName];

/** Kinds that predict the numbers of a column: those that take the names of targets, and not the size of an image. */
export type NumberKindName = {
  [Name in TaskKindName]: 'targets' extends keyof ShapeOf<Name>
    ? 'height' extends keyof ShapeOf<Name>
      ? never
      : Name
    : never;
}[TaskKindName];

/** Kinds whose labels are two columns of a table: those that take the name of the second. */
export type PairKindName = {
  [Name in TaskKindName]: keyof ShapeOf<Name> & SecondOption extends never ? never : Name;
}[TaskKindName];

const secondOptions = ['event', 'group'] as const;

/** The options of kinds that name the second column of their labels. */
export type SecondOption = (typeof secondOptions)[number];

/** Kinds whose labels are one column of a table: classes or numbers. */
export type ColumnKindName = ClassKindName | NumberKindName;

/**
 * Whether a kind predicts one of the classes of a column.
 *
 * @param name - The kind's name.
 */
export function isClassKind(name: string): name is ClassKindName {
  return takes(name, 'classes');
}

/**
 * Whether a kind predicts the numbers of a column.
 *
 * @param name - The kind's name.
 */
export function isNumberKind(name: string): name is NumberKindName {
  return takes(name, 'targets');
}

/**
 * The option of a kind that names the second column of its labels; undefined when they are one column.
 *
 * @param name - The kind's name.
 */
export function secondOption(name: string): SecondOption | undefined {
  const kind = Object.entries(taskKinds).find(([each]) => each === name)?.[1];
  return kind && secondOptions.find((option) => option in kind.options.shape);
}

function takes(name: string, names: 'classes' | 'targets'): boolean {
  return Object.entries(taskKinds).some(
    ([kind, { options }]) => kind === name && names in options.shape && !('height' in options.shape),
  );
}

/** The names of the kinds whose labels are two columns of a table. */
export const pairKinds = Object.keys(taskKinds).filter(
  (name): name is PairKindName => secondOption(name) !== undefined,
);

/** The names of the kinds whose labels are one column of a table. */
export const columnKinds = Object.keys(taskKinds).filter(
  (name): name is ColumnKindName => isClassKind(name) || isNumberKind(name),
);

/** Factories of your own parts, by name. */
export interface OwnTaskParts {
  /** Kinds of task; they receive their loss and metrics made. */
  readonly taskKinds?: Registry<TaskKind>;
  /** Losses. */
  readonly losses?: Registry<Loss>;
  /** Metrics. */
  readonly metrics?: Registry<Metric>;
  /** Decoders of kinds that write texts. */
  readonly decoders?: Registry<Decoder>;
}

/**
 * A kind of task from its config, with its loss and metrics.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Parts of your own; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known kind, or a part of it is not.
 */
export function taskKindFromConfig(config: unknown, own: OwnTaskParts = {}): TaskKind {
  return partFromConfig<TaskKind>(
    'task-kind',
    config,
    factoriesOf<TaskKind>(taskKinds),
    own.taskKinds,
    ({ loss, metrics, decoder, ...options }) => ({
      ...options,
      ...(decoder !== undefined && { decoder: decoderFromConfig(decoder, own.decoders) }),
      ...(loss !== undefined && { loss: lossFromConfig(loss, own.losses) }),
      ...(Array.isArray(metrics) && { metrics: metrics.map((metric) => metricFromConfig(metric, own.metrics)) }),
    }),
  );
}
