import type { TensorValues } from '../documents/safetensors.ts';
import { isRecord } from '../is-record.ts';
import type { WeightRef } from '../layers/layer.ts';
import { sizeOf } from '../size-of.ts';
import type { ModelGraph } from './model-graph.ts';
import type { ModelWeights } from './model-weights.ts';

/** Weights by their paths, as a model's file has them: `encoder/dense-0/kernel`. */
export type WeightsByPath = Readonly<Record<string, TensorValues>>;

/**
 * The weights of a model by their paths, parameters and buffers: what `fit({ start })` takes. Those of a file are `readModelFile(file).tensors`.
 *
 * @param model - The model. Its numbers are shared, not copied, where it gives them so.
 */
export function weightsByPath({
  graph,
  weights,
}: {
  readonly graph: ModelGraph;
  readonly weights: ModelWeights;
}): WeightsByPath {
  const named = (refs: readonly WeightRef[], vector: Float32Array): readonly (readonly [string, TensorValues])[] =>
    refs.map(({ path, shape, offset, size }) => [path, { data: vector.subarray(offset, offset + size), shape }]);
  return Object.fromEntries([...named(graph.parameters, weights.parameters), ...named(graph.buffers, weights.buffers)]);
}

/** What became of weights that a model was given. */
export interface CarriedPaths {
  /** The paths of the weights that were taken. */
  readonly taken: readonly string[];
  /** Those that the model has not, or in another shape. */
  readonly left: readonly string[];
  /** The paths of the model's weights that none was given for: they begin as usual. */
  readonly fresh: readonly string[];
}

/**
 * Weights of a model with those of another, where path and shape are the same.
 *
 * @param graph - The model.
 * @param initial - Its weights.
 * @param given - The weights of the other.
 */
export function carryWeights(
  graph: ModelGraph,
  initial: ModelWeights,
  given: WeightsByPath,
): { readonly weights: ModelWeights; readonly paths: CarriedPaths } {
  const weights = { parameters: initial.parameters.slice(), buffers: initial.buffers.slice() };
  const taken = new Set<string>();
  const take = (refs: readonly WeightRef[], vector: Float32Array): void => {
    for (const { path, shape, offset } of refs) {
      const found = Object.hasOwn(given, path) ? given[path] : undefined;
      if (found?.shape.join() !== shape.join()) continue;
      vector.set(found.data, offset);
      taken.add(path);
    }
  };
  take(graph.parameters, weights.parameters);
  take(graph.buffers, weights.buffers);
  const own = [...graph.parameters, ...graph.buffers].map(({ path }) => path);
  const paths = {
    taken: [...taken],
    left: Object.keys(given).filter((path) => !taken.has(path)),
    fresh: own.filter((path) => !taken.has(path)),
  };
  return { weights, paths };
}

/**
 * Whether a value is weights by their paths.
 *
 * @param value - The value, of whatever type.
 */
export function isWeightsByPath(value: unknown): value is WeightsByPath {
  if (!isRecord(value)) return false;
  return Object.values(value).every((weight) => {
    const { data, shape } = isRecord(weight) ? weight : {};
    if (!(data instanceof Float32Array) || !Array.isArray(shape)) return false;
    return data.length === sizeOf({ shape: shape as number[] }) && data.every(Number.isFinite);
  });
}
