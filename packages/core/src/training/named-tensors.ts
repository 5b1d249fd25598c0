import type { ModelWeights } from '../model/model-weights.ts';

/** Vectors by name. */
export type NamedTensors = Readonly<Record<string, Float32Array>>;

/**
 * The vectors whose names begin with a prefix, without it.
 *
 * @param tensors - The vectors.
 * @param prefix - The prefix.
 */
export function within(tensors: NamedTensors, prefix: string): NamedTensors {
  const found = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, values]) => [name.slice(prefix.length), values]));
}

/**
 * Vectors with a prefix before their names; empty ones are left out.
 *
 * @param prefix - The prefix.
 * @param tensors - The vectors.
 */
export function prefixed(prefix: string, tensors: Readonly<Record<string, Float32Array>>): [string, Float32Array][] {
  const filled = Object.entries(tensors).filter(([, values]) => values.length > 0);
  return filled.map(([name, values]) => [`${prefix}${name}`, values]);
}

/**
 * The weights among the vectors of a checkpoint.
 *
 * @param tensors - The vectors.
 * @param initial - The weights before training, for what is not among them.
 */
export function weightsIn({ parameters, buffers }: NamedTensors, initial: ModelWeights): ModelWeights {
  return { parameters: parameters ?? initial.parameters, buffers: buffers ?? initial.buffers };
}
