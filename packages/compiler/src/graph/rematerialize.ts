import { isSmall } from './is-small.ts';
import type { Node, Value } from './value.ts';
import { sourceOf } from './views.ts';

/** Operators that cost no more than transferring their outputs. */
const cheap = new Set(
  [
    'Add Sub Mul Div Neg Abs Sqrt Max Min Relu Clip HardSigmoid BatchNormalization',
    'Greater GreaterOrEqual Less LessOrEqual Equal Not And Or Cast Reshape Transpose Expand Split Slice',
  ].flatMap((types) => types.split(' ')),
);
/** The longest chain of operators that is recomputed for one value. */
const maxDepth = 8;

/**
 * Rematerialization: a later partition recomputes values that are live across the cut, instead of having them transferred, where
 * they are cheap to compute from values that are transferred anyway.
 *
 * @param nodes - All nodes of the graph, in topological order.
 * @param needed - The values that the later partition reads of earlier ones.
 * @param done - The nodes of the earlier partitions.
 * @returns The nodes of earlier partitions that the later one runs again.
 */
export function rematerialized(
  nodes: readonly Node[],
  needed: ReadonlySet<Value>,
  done: ReadonlySet<Node>,
): ReadonlySet<Node> {
  const recomputed = new Set<Node>();
  const transferred = new Set<Value>();
  const candidates = nodes.flatMap(({ outputs }) => outputs).filter((value) => needed.has(value));
  for (const value of candidates) {
    const chain = recomputation(value, { transferred, recomputed, done, shape: value.shape }, maxDepth);
    if (chain) for (const node of chain) recomputed.add(node);
    else transferred.add(value);
  }
  return recomputed;
}

interface RecomputeContext {
  readonly transferred: ReadonlySet<Value>;
  readonly recomputed: ReadonlySet<Node>;
  readonly done: ReadonlySet<Node>;
  readonly shape: readonly number[];
}

/** The nodes that compute a value from transferred ones, the last node first. */
function recomputation(value: Value, context: RecomputeContext, depth: number): readonly Node[] | undefined {
  const { node } = value;
  const { transferred, recomputed, done, shape } = context;
  if (!node || !done.has(node) || !cheap.has(node.type) || depth === 0) return undefined;
  const chain = [node];
  for (const input of node.inputs) {
    const known = !input?.node || isGiven(input) || transferred.has(input) || recomputed.has(input.node);
    if (known || isSmall(input, shape)) continue;
    const rest = recomputation(input, context, depth - 1);
    if (!rest) return undefined;
    chain.push(...rest);
  }
  return chain;
}

/** Whether a value is an input, a constant, or a view of one. */
function isGiven(value: Value): boolean {
  return sourceOf(value).node === undefined;
}
