import type { Node } from '../graph/value.ts';
import { elementwise } from './elementwise.ts';
import { nchwcOp, isNchwcOp } from './nchwc-op.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';

/**
 * A ReLU. It is fused into the convolution or normalization before it, where it is the only user of that.
 *
 * @param rewriter - The graph so far.
 * @param node - The ReLU.
 */
export function relu(rewriter: LayoutRewriter, node: Node): Layouts | undefined {
  const [x] = node.inputs;
  const before = x && rewriter.hasNchwc(x) && rewriter.hasOneUser(x) ? rewriter.nchwc(x) : undefined;
  if (!before?.node || !isNchwcOp(before, 'Conv')) return elementwise(rewriter, node);
  const { inputs, attributes } = before.node;
  const made = nchwcOp(rewriter.graph, 'Conv', inputs, before.shape, { ...attributes, activation: 'Relu' });
  return { nchwc: made };
}
