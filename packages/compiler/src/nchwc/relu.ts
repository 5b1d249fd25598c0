import type { Node } from '../graph/value.ts';
import { elementwise } from './elementwise.ts';
import { blockedOp, isFrom } from './nchwc-op.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/**
 * A rectification; the convolution or normalization that it follows does it on the way, where nothing else reads what that gives.
 *
 * @param rewriting - What was recorded before.
 * @param node - The rectification.
 */
export function rectification(rewriting: Rewriting, node: Node): Forms | undefined {
  const [x] = node.inputs;
  const before = x && rewriting.isBlocked(x) && rewriting.isReadOnce(x) ? rewriting.blocked(x) : undefined;
  if (!before?.node || !isFrom(before, 'Conv')) return elementwise(rewriting, node);
  const { inputs, attributes } = before.node;
  const made = blockedOp(rewriting.graph, 'Conv', inputs, before.shape, { ...attributes, activation: 'Relu' });
  return { blocked: made };
}
