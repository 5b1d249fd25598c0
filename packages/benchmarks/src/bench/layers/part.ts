import type { Layer, Parameter } from '@equipoise/core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A piece of a layer: its parameters, and what it gives for a batch. */
export interface Part {
  /** The parameters, in the order in which {@link Part.apply} takes them. */
  readonly parameters: readonly Parameter[];
  /**
   * What it gives.
   *
   * @param input - The batch.
   * @param parameters - A tensor for each parameter.
   */
  apply(input: Tensor, ...parameters: readonly Tensor[]): Tensor;
}

/**
 * Parts one after the other.
 *
 * @param parts - The parts; a plain function is one without parameters.
 */
export function chain(...parts: readonly (Part | ((input: Tensor) => Tensor))[]): Part {
  const whole = parts.map((part) => (typeof part === 'function' ? { parameters: [], apply: part } : part));
  return {
    parameters: whole.flatMap(({ parameters }) => parameters),
    apply(input, ...parameters) {
      const rest = [...parameters];
      return whole.reduce((x, part) => part.apply(x, ...rest.splice(0, part.parameters.length)), input);
    },
  };
}

/**
 * Two parts over the same input, and a join of their results: a shortcut around a part is {@link chain} of nothing.
 *
 * @param first - One part; its parameters come first.
 * @param second - The other part.
 * @param join - Joins their results.
 */
export function branch(first: Part, second: Part, join: (first: Tensor, second: Tensor) => Tensor): Part {
  const count = first.parameters.length;
  return {
    parameters: [...first.parameters, ...second.parameters],
    apply: (input, ...parameters) =>
      join(first.apply(input, ...parameters.slice(0, count)), second.apply(input, ...parameters.slice(count))),
  };
}

/**
 * A part as a layer of a trunk or head.
 *
 * @param part - The part.
 * @param outputShape - The shape of what it gives for one example.
 */
export function layerOf(part: Part, outputShape: readonly number[]): Layer {
  return { parameters: part.parameters, outputShape, apply: (input, parameters) => part.apply(input, ...parameters) };
}
