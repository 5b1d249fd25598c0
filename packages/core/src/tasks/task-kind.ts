import type { Writing } from '../decoders/writing.ts';
import type { Layer, TensorSpec } from '../layers/layer.ts';
import type { Loss } from '../losses/loss.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Configurable } from '../options/config.ts';
import type { TokenizerName } from '../preprocessing/tokenizers.ts';
import type { DecodedOutputs } from './decoded.ts';
import type { Scale } from './scale.ts';
import type { Scoring } from './scoring.ts';
import type { Target } from './target.ts';

/** The column of a table with the second of the two numbers of a label. */
export interface SecondColumn {
  /** Its name. */
  readonly column: string;
  /** Numbers as they are, or names of groups, which are counted from 1. */
  readonly holds: 'numbers' | 'groups';
}

/** What a task predicts: everything that depends on it, in one object. A new kind is one file. */
export interface TaskKind<Prediction = unknown> extends Configurable, Scoring {
  /** Its name: `binary`. */
  readonly name: string;
  /** The head's outputs for one example. */
  readonly outputs: TensorSpec;
  /** The labels of one example. */
  readonly labels: TensorSpec;
  /** Whether the classes have an order: that of {@link TaskKind.names}. */
  readonly ordered?: true;
  /** For numbers whose labels are standardised: the mean and deviation of each, by which predictions are turned back. */
  readonly scales?: readonly Scale[];
  /** Where tables have the second number of a label, for kinds whose labels are two; without it, labels of such a kind are no columns. */
  readonly second?: SecondColumn;
  /** What is predicted, as losses see it. */
  readonly target: Target;
  /**
   * The task's own part of the model, from features to {@link TaskKind.outputs}, where the model's usual head does not fit.
   *
   * @defaultValue the head that `fit` was given
   */
  readonly head?: Layer;
  /**
   * How the task writes sequences, in place of a head. Outputs are then logits after the true tokens before them, for the loss alone; what is predicted,
   * decoded and measured is the tokens that were written, as many as {@link TaskKind.labels} says.
   */
  readonly writing?: Writing;
  /** For labels that are texts in tables: how a text becomes tokens, which have {@link Scoring.names}. */
  readonly text?: { readonly tokens: TokenizerName; readonly lowercase: boolean };
  /** What is minimised. */
  readonly loss: Loss;
  /** What is reported; the first is the main metric, on which comparisons and rankings are made. */
  readonly metrics: readonly Metric[];
  /**
   * Checks the labels of one example.
   *
   * @param values - As many as {@link TaskKind.labels} says.
   * @returns What a label must be, when one is not; undefined when all are good.
   */
  checkLabel(values: ArrayLike<number>): string | undefined;
  /**
   * The outputs of one example in the user's terms: a class and its probabilities, numbers, tags.
   *
   * @param outputs - As many as {@link TaskKind.outputs} says.
   */
  decode(outputs: ArrayLike<number>): Prediction;
  /** The same by tensor operations, output by output; without it, an ONNX file can give the raw outputs only. */
  readonly decoded?: DecodedOutputs;
}
