import type { Node } from '../graph/value.ts';
import { arithmetic } from '../kernels/arithmetic.ts';
import { unary } from '../kernels/elementwise.ts';
import { scaleChannels } from './per-channel.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';

/**
 * Batch normalization in NCHWc: x · a + (offset − mean · a) with a = scale / √(variance + ε), as
 * ONNX Runtime computes it too.
 *
 * @param rewriter - The graph so far.
 * @param node - The normalization.
 */
export function normalization(rewriter: LayoutRewriter, { inputs, attributes }: Node): Layouts | undefined {
  const { graph } = rewriter;
  const [x, ...given] = inputs;
  if (!x || !rewriter.hasNchwc(x)) return undefined;
  const [scale, offset, mean, variance] = given.map((value) => value && rewriter.original(value));
  const { epsilon } = attributes;
  if (!scale || !offset || !mean || !variance || typeof epsilon !== 'object' || !('float' in epsilon)) return undefined;
  const spread = arithmetic(graph, 'Add', variance, graph.scalarConstant(epsilon.float, [], 'float32'));
  const slope = arithmetic(graph, 'Div', scale, unary(graph, 'Sqrt', spread));
  const shift = arithmetic(graph, 'Sub', offset, arithmetic(graph, 'Mul', mean, slope));
  return { nchwc: scaleChannels(rewriter, rewriter.nchwc(x), slope, shift) };
}
