import { type Engine, EngineChoice } from '@equipoise/compiler';

import type { Inputs } from '../data/dataset.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { InvalidOptionError } from '../errors.ts';
import { listed } from '../listed.ts';
import { encoderOf, ModelGraph, type ModelParts } from '../model/model-graph.ts';
import { MultiTaskModel, type MultiTaskModelOptions } from '../model/multi-task-model.ts';
import { carryWeights, type WeightsByPath } from '../model/weights-by-path.ts';
import { random } from '../random.ts';

/**
 * The parts of a model with an encoder for each input, as one that suits the inputs may depend on the tasks.
 *
 * @param model - The model.
 */
export function partsOf(model: MultiTaskModel): ModelParts & { readonly encoder: Inputs<Encoder> } {
  const { parts } = model.graph;
  const encoders = Object.keys(parts.inputs).map((input) => [input, encoderOf(parts, input)] as const);
  return { ...parts, encoder: Object.fromEntries(encoders) };
}

/** What a model is made from again. */
export interface Rebuilt extends Omit<MultiTaskModelOptions, 'graph' | 'weights' | 'engine'> {
  /** Its parts. */
  readonly parts: ModelParts;
  /** Weights that it must have all of, by their paths. */
  readonly kept: WeightsByPath;
  /** Other weights. */
  readonly added?: WeightsByPath;
  /** The seed of those that are in neither. */
  readonly seed?: number;
  /** What runs it. */
  readonly engine?: Engine;
}

/**
 * A model with the weights of another: those that are kept to the bit.
 *
 * @param owner - Who makes it, for errors.
 * @param rebuilt - What it is made from.
 * @param lost - Whether the weight of a path may be missing from the model.
 * @throws {@link InvalidOptionError} when it has not all weights that must be kept: they depend on the other tasks then.
 */
export function rebuild(
  owner: string,
  { parts, kept, added = {}, seed = 0, engine = 'auto', ...more }: Rebuilt,
  lost: (path: string) => boolean = () => false,
): MultiTaskModel {
  const graph = new ModelGraph(parts);
  const before = carryWeights(graph, graph.init(random(seed).fork('parameters')), added);
  requireKept(owner, graph, kept, lost);
  const { weights } = carryWeights(graph, before.weights, kept);
  return new MultiTaskModel({ graph, weights, engine: new EngineChoice({ engine, threads: 1 }), ...more });
}

/**
 * Makes sure that a model has weights of another.
 *
 * @param owner - Who makes it, for errors.
 * @param graph - The model.
 * @param kept - The weights.
 * @param lost - Whether the weight of a path may be missing.
 * @throws {@link InvalidOptionError} when one is missing, or has another shape.
 */
export function requireKept(
  owner: string,
  graph: ModelGraph,
  kept: WeightsByPath,
  lost: (path: string) => boolean = () => false,
): void {
  const own = new Map([...graph.parameters, ...graph.buffers].map(({ path, shape }) => [path, shape.join()]));
  const missing = Object.entries(kept).filter(([path, { shape }]) => own.get(path) !== shape.join() && !lost(path));
  if (missing.length === 0) return;
  const expected = 'a model whose other weights do not depend on the tasks that it has';
  const received = `${graph.parts.architecture.config.name}, with ${listed(missing.map(([path]) => path))}`;
  throw new InvalidOptionError(owner, 'model', expected, received);
}
