import type { Node } from '../graph/value.ts';
import { blockedOp } from './nchwc-op.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/**
 * A pooling of pictures that are in blocks of channels.
 *
 * @param rewriting - What was recorded before.
 * @param node - The pooling.
 */
export function pooling(rewriting: Rewriting, { type, inputs, outputs, attributes }: Node): Forms | undefined {
  const [x] = inputs;
  const [y, ...more] = outputs;
  if (!x || !y || more.length > 0 || !rewriting.isBlocked(x)) return undefined;
  return { blocked: blockedOp(rewriting.graph, type, [rewriting.blocked(x)], y.shape, attributes) };
}
