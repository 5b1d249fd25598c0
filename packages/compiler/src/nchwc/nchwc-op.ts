import type { Attributes, Value } from '../graph/value.ts';
import type { Graph } from '../graph/graph.ts';

/** The domain of ONNX Runtime's NCHWc operators. */
const domain = 'com.microsoft.nchwc';

/**
 * Records one of ONNX Runtime's NCHWc operators. The shapes of its inputs and outputs are NCHW shapes; only their elements are in the
 * order [n, c / block, h, w, block].
 *
 * @param graph - The graph.
 * @param type - The operator: ReorderInput, ReorderOutput, Conv or one of the poolings.
 * @param inputs - Its inputs.
 * @param shape - The NCHW shape of its output.
 * @param attributes - Its attributes.
 */
export function nchwcOp(
  graph: Graph,
  type: string,
  inputs: readonly (Value | undefined)[],
  shape: readonly number[],
  attributes: Attributes = {},
): Value {
  return graph.op(`${domain}:${type}`, inputs, { shape, dtype: 'float32' }, attributes);
}

/**
 * Whether a value is the output of one of these operators.
 *
 * @param value - The value.
 * @param type - The operator.
 */
export function isNchwcOp({ node }: Value, type: string): boolean {
  return node?.type === `${domain}:${type}`;
}
