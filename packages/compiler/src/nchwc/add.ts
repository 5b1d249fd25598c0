import { type Node, sameShape, type Value } from '../graph/value.ts';
import { reshape } from '../kernels/shapes.ts';
import { elementwise } from './elementwise.ts';
import { blockedOp, isFrom } from './nchwc-op.ts';
import { isForChannels } from './per-channel.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/**
 * A sum; where a convolution gives one of its terms, and nothing else reads that, the convolution adds the other term on the way: pictures,
 * or one number for each channel.
 *
 * @param rewriting - What was recorded before.
 * @param node - The sum.
 */
export function addition(rewriting: Rewriting, node: Node): Forms | undefined {
  const [a, b] = node.inputs;
  const made = a && b && (together(rewriting, a, b) ?? together(rewriting, b, a));
  return made ? { blocked: made } : elementwise(rewriting, node);
}

function together(rewriting: Rewriting, x: Value, term: Value): Value | undefined {
  const { graph } = rewriting;
  if (!rewriting.isBlocked(x) || !rewriting.isReadOnce(x)) return undefined;
  const convolved = rewriting.blocked(x);
  const { inputs = [], attributes = {} } = convolved.node ?? {};
  const [pictures, filters, bias, sum] = inputs;
  if (!isFrom(convolved, 'Conv') || attributes.activation) return undefined;
  const record = (...more: readonly (Value | undefined)[]): Value =>
    blockedOp(graph, 'Conv', [pictures, filters, ...more], convolved.shape, attributes);
  if (!bias && isForChannels(term, x)) {
    const row = reshape(graph, rewriting.plain(term), [x.shape[1] ?? 1]);
    return sum ? record(row, sum) : record(row);
  }
  return !sum && sameShape(term.shape, x.shape) ? record(bias, rewriting.blocked(term)) : undefined;
}
