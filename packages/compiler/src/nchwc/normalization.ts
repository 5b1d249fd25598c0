import type { Node } from '../graph/value.ts';
import { arithmetic } from '../kernels/arithmetic.ts';
import { unary } from '../kernels/elementwise.ts';
import { scaled } from './per-channel.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/**
 * Batch normalization of pictures in blocks of channels: x · a + (offset − mean · a) with a = scale / √(variance + ε), as
 * ONNX Runtime computes it too.
 *
 * @param rewriting - What was recorded before.
 * @param node - The normalization.
 */
export function normalization(rewriting: Rewriting, { inputs, attributes }: Node): Forms | undefined {
  const { graph } = rewriting;
  const [x, ...given] = inputs;
  if (!x || !rewriting.isBlocked(x)) return undefined;
  const [scale, offset, mean, variance] = given.map((value) => value && rewriting.plain(value));
  const { epsilon } = attributes;
  if (!scale || !offset || !mean || !variance || typeof epsilon !== 'object' || !('float' in epsilon)) return undefined;
  const spread = arithmetic(graph, 'Add', variance, graph.splat(epsilon.float, [], 'float32'));
  const slope = arithmetic(graph, 'Div', scale, unary(graph, 'Sqrt', spread));
  const shift = arithmetic(graph, 'Sub', offset, arithmetic(graph, 'Mul', mean, slope));
  return { blocked: scaled(rewriting, rewriting.blocked(x), slope, shift) };
}
