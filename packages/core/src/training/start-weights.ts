import { tensorsDigest } from '../data/digest.ts';
import { InvalidOptionError } from '../errors.ts';
import { listed } from '../listed.ts';
import type { ModelGraph } from '../model/model-graph.ts';
import type { ModelWeights } from '../model/model-weights.ts';
import { type CarriedPaths, carryWeights, type WeightsByPath } from '../model/weights-by-path.ts';
import type { CompleteFitOptions } from './read-options.ts';

/**
 * The weights that a run starts from, and the paths of those that it was given.
 *
 * @param graph - The model.
 * @param initial - Its weights as they usually are before training.
 * @param start - The weights that `fit` was given.
 * @throws {@link InvalidOptionError} when the model has none of them.
 */
export function startWeights(
  graph: ModelGraph,
  initial: ModelWeights,
  start: WeightsByPath | undefined,
): { readonly weights: ModelWeights; readonly paths?: CarriedPaths } {
  if (!start) return { weights: initial };
  const carried = carryWeights(graph, initial, start);
  if (carried.paths.taken.length > 0) return carried;
  const [first] = graph.parameters;
  const expected = `weights of which the model has one, such as ${first?.path ?? ''} of the shape [${first?.shape.join() ?? ''}]`;
  throw new InvalidOptionError('fit', 'start', expected, Object.keys(start));
}

/**
 * What a run took of the weights that it was given, as a sentence.
 *
 * @param paths - The paths; undefined for a run that was given none.
 */
export function startNotes(paths: CarriedPaths | undefined): readonly string[] {
  if (!paths) return [];
  const { taken, left, fresh } = paths;
  const rest = (what: string, of: readonly string[]): string =>
    of.length > 0 ? `; ${of.length} ${what}: ${listed(of)}` : '';
  return [`start: ${taken.length} weights were taken${rest('begin anew', fresh)}${rest('were left', left)}.`];
}

/**
 * The options of a run with the digest of the weights that it starts from.
 *
 * @param options - The options.
 */
export async function withStartDigest(options: CompleteFitOptions): Promise<CompleteFitOptions> {
  return options.start ? { ...options, startDigest: await tensorsDigest(options.start) } : options;
}
