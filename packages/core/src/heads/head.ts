import type { Layer, TensorSpec } from '../layers/layer.ts';
import type { Configurable } from '../options/config.ts';

/** A recipe for the parts of a model that belong to one task each. */
export interface Head extends Configurable {
  /**
   * The layer from features to a task's outputs.
   *
   * @param outputs - The outputs for one example.
   */
  layer(outputs: TensorSpec): Layer;
}
