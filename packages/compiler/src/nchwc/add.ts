import { type Node, sameShape, type Value } from '../graph/value.ts';
import { reshape } from '../kernels/shapes.ts';
import { elementwise } from './elementwise.ts';
import { nchwcOp, isNchwcOp } from './nchwc-op.ts';
import { isPerChannel } from './per-channel.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';

/**
 * An addition. Where one term is a convolution's output that has no other user, the addition is fused into the convolution: as its bias, or
 * as the tensor that it adds to its result.
 *
 * @param rewriter - The graph so far.
 * @param node - The addition.
 */
export function add(rewriter: LayoutRewriter, node: Node): Layouts | undefined {
  const [a, b] = node.inputs;
  const made = a && b && (fuseIntoConv(rewriter, a, b) ?? fuseIntoConv(rewriter, b, a));
  return made ? { nchwc: made } : elementwise(rewriter, node);
}

function fuseIntoConv(rewriter: LayoutRewriter, x: Value, term: Value): Value | undefined {
  const { graph } = rewriter;
  if (!rewriter.hasNchwc(x) || !rewriter.hasOneUser(x)) return undefined;
  const convolved = rewriter.nchwc(x);
  const { inputs = [], attributes = {} } = convolved.node ?? {};
  const [images, filters, bias, sum] = inputs;
  if (!isNchwcOp(convolved, 'Conv') || attributes.activation) return undefined;
  const record = (...more: readonly (Value | undefined)[]): Value =>
    nchwcOp(graph, 'Conv', [images, filters, ...more], convolved.shape, attributes);
  if (!bias && isPerChannel(term, x)) {
    const row = reshape(graph, rewriter.original(term), [x.shape[1] ?? 1]);
    return sum ? record(row, sum) : record(row);
  }
  return !sum && sameShape(term.shape, x.shape) ? record(bias, rewriter.nchwc(term)) : undefined;
}
