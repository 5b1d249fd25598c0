import type { Node } from '../graph/value.ts';
import { outOfBlocksLast, putsChannel } from './layouts.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/**
 * Pictures whose channel is put last, from blocks of channels.
 *
 * @param rewriting - What was recorded before.
 * @param node - The transposition.
 */
export function turning(rewriting: Rewriting, node: Node): Forms | undefined {
  const [x] = node.inputs;
  if (!x || !rewriting.isBlocked(x) || x.dtype !== 'float32' || !putsChannel(node, 'last')) return undefined;
  return { plain: outOfBlocksLast(rewriting.graph, rewriting.blocked(x), rewriting.block) };
}
