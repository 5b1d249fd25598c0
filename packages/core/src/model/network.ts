import { reshape, split, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { type InputSpec, inputShape } from '../dataset.ts';
import { ShapeError } from '../errors.ts';
import type { Layer, LayerContext, Parameter } from '../layers/layer.ts';
import type { Random } from '../random.ts';
import type { CompleteTask } from '../task.ts';
import type { Head } from './head.ts';
import type { Trunk } from './trunk.ts';

/** What a network is made of. */
export interface NetworkOptions {
  /** What one example looks like. */
  readonly input: InputSpec;
  /** What is predicted. */
  readonly tasks: readonly CompleteTask[];
  /** The shared part. */
  readonly trunk: Trunk;
  /** Each task's own part. */
  readonly head: Head;
}

/**
 * A trunk with a head for each task, as a pure function of one flat vector of parameters: those of the trunk first, then
 * those of each head.
 */
export class Network {
  /** Every parameter, in the order of the vector. */
  readonly parameters: readonly Parameter[];
  /** How many numbers each parameter has. */
  readonly sizes: readonly number[];
  readonly #trunk: readonly Layer[];
  readonly #heads: readonly (readonly Layer[])[];

  /**
   * @param options - What the network is made of.
   * @throws {@link ShapeError} when the trunk does not end in a vector for each example.
   */
  constructor(options: NetworkOptions) {
    const { input, tasks, trunk, head } = options;
    this.#trunk = trunk.build(input);
    const features = this.#trunk.at(-1)?.outputShape ?? inputShape(input);
    if (features.length !== 1) {
      throw new ShapeError(`${trunk.name}: must end in a vector for each example, ends in [${features.join()}].`);
    }
    this.#heads = tasks.map(({ outputs }) => head.build({ features: features[0] ?? 0, outputs }));
    this.parameters = [this.#trunk, ...this.#heads].flat().flatMap((layer) => layer.parameters);
    this.sizes = this.parameters.map(({ shape }) => shape.reduce((product, length) => product * length, 1));
  }

  /**
   * The vector before training.
   *
   * @param random - Where its numbers come from: each parameter has a stream of its own.
   */
  init(random: Random): Float32Array {
    const vector = new Float32Array(this.sizes.reduce((sum, size) => sum + size, 0));
    let offset = 0;
    for (const [index, parameter] of this.parameters.entries()) {
      vector.set(parameter.init(random.fork(`parameter ${index}`)), offset);
      offset += this.sizes[index] ?? 0;
    }
    return vector;
  }

  /**
   * The vector as one tensor for each parameter.
   *
   * @param vector - All parameters.
   */
  unflatten(vector: Tensor1D): readonly Tensor[] {
    return split(vector, [...this.sizes]).map((part, index) =>
      reshape(part, [...(this.parameters[index]?.shape ?? [])]),
    );
  }

  /**
   * Each task's outputs for a batch, in task order: examples × outputs.
   *
   * @param input - The examples.
   * @param parameters - A tensor for each parameter.
   * @param context - Whether the model is being trained.
   */
  apply(input: Tensor, parameters: readonly Tensor[], context: LayerContext): readonly Tensor[] {
    const rest = [...parameters];
    const through = (layers: readonly Layer[], start: Tensor): Tensor =>
      layers.reduce((x, layer) => layer.apply(x, rest.splice(0, layer.parameters.length), context), start);
    const features = through(this.#trunk, input);
    return this.#heads.map((layers) => through(layers, features));
  }
}
