import type { Task } from './task.ts';

/** Rows of numbers, such as the columns of a table after encoding. */
export interface TabularInput {
  readonly kind: 'tabular';
  /** Features per row. */
  readonly width: number;
}

/** Images, stored row by row with the channel last (height × width × channels). */
export interface ImageInput {
  readonly kind: 'image';
  /** Rows of an image. */
  readonly height: number;
  /** Columns of an image. */
  readonly width: number;
  /** Channels of a pixel. */
  readonly channels: number;
}

/** Sequences of tokens (characters, words) of one padded length; token 0 is the padding. */
export interface TextInput {
  readonly kind: 'text';
  /** Tokens in a sequence, padding included. */
  readonly length: number;
  /** Size of the vocabulary, padding included: ids run from 0 to `vocabulary` − 1. */
  readonly vocabulary: number;
}

/** What one example looks like. */
export type InputSpec = TabularInput | ImageInput | TextInput;

/** The labels of one task over the examples of a split. */
export interface Labels {
  /**
   * Example by example: 0 or 1 (binary), the index of the class (multiclass), a 0 or 1 for each label (multilabel), or
   * the target (regression). Where a label is missing the value is not read; write 0.
   */
  readonly values: Float32Array;
  /** 1 where the example has this label, 0 where it is missing. Left out when none is missing. */
  readonly present?: Uint8Array;
}

/** A part of a data set: some examples with their labels. */
export interface Split {
  /** Number of examples. */
  readonly size: number;
  /** The examples one after the other, each with as many numbers as its {@link InputSpec} says. Token ids for text. */
  readonly inputs: Float32Array | Int32Array;
  /** The labels of each task, by its name. */
  readonly labels: Readonly<Record<string, Labels>>;
}

/** The name of a part of a data set. */
export type SplitName = 'train' | 'validation' | 'test';

/** The interface for data: what training and evaluation need from a data set. */
export interface Dataset {
  /** The name in the registry, the docs and the benchmark tables. */
  readonly name: string;
  /** What one example looks like. */
  readonly input: InputSpec;
  /** What is to be predicted. */
  readonly tasks: readonly Task[];
  /** Training, validation and test examples. */
  readonly splits: Readonly<Record<SplitName, Split>>;
}

/**
 * The shape of one example.
 *
 * @param input - The kind of example.
 */
export function inputShape(input: InputSpec): readonly number[] {
  switch (input.kind) {
    case 'tabular':
      return [input.width];
    case 'image':
      return [input.height, input.width, input.channels];
    case 'text':
      return [input.length];
  }
}

const noLabels: Labels = { values: new Float32Array(0) };

/**
 * The labels of a task in a split; of no example when it has none. A task may have any name, `constructor` as well.
 *
 * @param split - The split.
 * @param task - The task's name.
 */
export function labelsOf({ labels }: Split, task: string): Labels {
  return Object.hasOwn(labels, task) ? (labels[task] ?? noLabels) : noLabels;
}
