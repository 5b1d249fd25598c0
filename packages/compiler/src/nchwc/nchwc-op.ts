import type { Attributes, Value } from '../graph/value.ts';
import type { Graph } from '../graph/graph.ts';

/** Where ONNX Runtime keeps its operators for pictures in blocks of channels. */
const domain = 'com.microsoft.nchwc';

/**
 * Records one of ONNX Runtime's own operators for pictures in blocks of channels. To it, and so to all who read it, pictures
 * have the shape of pictures with the channel first; their numbers lie as [N, C / block, H, W, block].
 *
 * @param graph - The graph.
 * @param type - The operator: ReorderInput, ReorderOutput, Conv or one of the poolings.
 * @param inputs - What it takes.
 * @param shape - The shape of what it gives.
 * @param attributes - Its settings.
 */
export function blockedOp(
  graph: Graph,
  type: string,
  inputs: readonly (Value | undefined)[],
  shape: readonly number[],
  attributes: Attributes = {},
): Value {
  return graph.op(`${domain}:${type}`, inputs, { shape, dtype: 'float32' }, attributes);
}

/**
 * Whether a value comes from one of these operators.
 *
 * @param value - The value.
 * @param type - The operator.
 */
export function isFrom({ node }: Value, type: string): boolean {
  return node?.type === `${domain}:${type}`;
}
