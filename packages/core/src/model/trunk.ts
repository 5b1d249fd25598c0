import type { InputSpec } from '../dataset.ts';
import type { Layer } from './layer.ts';

/** The shared part of a model: a recipe that is completed when the kind of input is known. */
export interface Trunk {
  /** What it is, for reports: `mlp(64, 64)`. */
  readonly name: string;
  /**
   * The layers for this kind of input, ending in a feature vector for each example.
   *
   * @param input - What one example looks like.
   */
  build(input: InputSpec): readonly Layer[];
}
