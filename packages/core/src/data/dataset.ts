import type { TensorSpec } from '../layers/layer.ts';
import type { Preprocessing } from '../preprocessing/preprocessing.ts';
import type { Task } from '../tasks/task.ts';

/** A value for each input, by its name. */
export type Inputs<Value> = Readonly<Record<string, Value>>;

/** The labels of one task over some examples. */
export interface Labels {
  /**
   * The labels one after the other, as many for each example as the task's kind says: 0 or 1 (binary), the index of the class
   * (multiclass), a 0 or 1 for each label (multilabel), the targets (regression). Where a label is missing the value is not read; write 0.
   */
  readonly values: Float32Array | Int32Array;
  /** 1 where an example has this label, 0 where it is missing. Left out when none is missing. */
  readonly mask?: Uint8Array;
  /** How much each example counts in the loss of this task, at least 0. Left out when all count alike. */
  readonly weight?: Float32Array;
}

/** Examples in memory. */
export interface Split {
  /** Number of examples. */
  readonly size: number;
  /** The examples of each input one after the other, each with as many values as its {@link TensorSpec} says. */
  readonly inputs: Inputs<Float32Array | Int32Array>;
  /** The labels of each task, by its name; a task that no example has a label for may be left out. */
  readonly labels: Readonly<Record<string, Labels>>;
}

/** Examples that need not be in memory: rows of a database, files, a generator. */
export interface DataSource {
  /** Number of examples. */
  readonly size: number;
  /**
   * Fetches examples.
   *
   * @param indices - Which examples, from 0 to {@link DataSource.size} − 1, in the order that they are wanted in.
   */
  gather(indices: Uint32Array): Promise<Split>;
  /**
   * What tells these examples from others, such as a hash of their file, or a function that gives it: a run is not resumed where it differs.
   *
   * @defaultValue none: only the size tells them apart
   */
  readonly digest?: string | (() => string | Promise<string>);
}

/** The name of a part of a data set. */
export type SplitName = 'train' | 'validation' | 'test';

/** What had to be filled in when rows became inputs. */
export interface FilledCells {
  /** Missing cells that were imputed. */
  readonly imputed: number;
  /** Cells with a category that no training row has. */
  readonly unseen: number;
}

/** The interface for data: what training and evaluation need from a data set. */
export interface Dataset<Tasks extends Task = Task, Column extends string = string> {
  /** The name in the registry, the docs and the benchmark tables. */
  readonly name: string;
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** What is to be predicted. */
  readonly tasks: readonly Tasks[];
  /** What had to be filled in over all splits. Left out where that was not counted. */
  readonly filled?: FilledCells;
  /** How rows become inputs, as it was fitted to the training examples: it goes with the model. Left out where there are no rows. */
  readonly preprocessing?: Preprocessing<Column>;
  /** Training and validation examples, and test examples unless none are wanted. */
  readonly splits: {
    readonly train: Split | DataSource;
    readonly validation: Split;
    readonly test?: Split;
  };
}

/**
 * The labels of a task in a split or a batch, or undefined when it has none. A task may have any name, `constructor` as well.
 *
 * @param split - The split, or the batch.
 * @param task - The task's name.
 */
export function labelsOf<Own>(
  { labels }: { readonly labels: Readonly<Record<string, Own>> },
  task: string,
): Own | undefined {
  return Object.hasOwn(labels, task) ? labels[task] : undefined;
}

/**
 * Whether an example of a split counts for a task: it has a label, and a weight above 0 where examples are weighted.
 *
 * @param task - The task.
 * @param split - The split.
 */
export function isLabelled({ name }: Task, split: Split): boolean {
  const { mask, weight } = labelsOf(split, name) ?? { mask: new Uint8Array(0) };
  if (!mask && !weight) return true;
  const { length } = mask ?? weight ?? [];
  return Array.from({ length }).some((_, row) => mask?.[row] !== 0 && weight?.[row] !== 0);
}
