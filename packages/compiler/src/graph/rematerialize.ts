import { isSmall } from './is-small.ts';
import type { Node, Value } from './value.ts';
import { sourceOf } from './views.ts';

/** Operators that cost no more than to hand over what they give. */
const cheap = new Set(
  [
    'Add Sub Mul Div Neg Abs Sqrt Max Min Relu Clip HardSigmoid BatchNormalization',
    'Greater GreaterOrEqual Less LessOrEqual Equal Not And Or Cast Reshape Transpose Expand Split Slice',
  ].flatMap((types) => types.split(' ')),
);
/** Operators that are done again for one value at most. */
const mostSteps = 8;

/**
 * What a later part of a graph does again rather than have it handed over: values that are cheap to make of others that are handed
 * over anyway.
 *
 * @param nodes - All nodes of the graph, in order.
 * @param needed - The values that the later part needs of earlier ones.
 * @param done - The nodes of the earlier parts.
 * @returns The nodes that the later part has besides.
 */
export function recomputed(
  nodes: readonly Node[],
  needed: ReadonlySet<Value>,
  done: ReadonlySet<Node>,
): ReadonlySet<Node> {
  const again = new Set<Node>();
  const handedOver = new Set<Value>();
  const candidates = nodes.flatMap(({ outputs }) => outputs).filter((value) => needed.has(value));
  for (const value of candidates) {
    const way = wayTo(value, { handedOver, again, done, shape: value.shape }, mostSteps);
    if (way) for (const node of way) again.add(node);
    else handedOver.add(value);
  }
  return again;
}

interface Surroundings {
  readonly handedOver: ReadonlySet<Value>;
  readonly again: ReadonlySet<Node>;
  readonly done: ReadonlySet<Node>;
  readonly shape: readonly number[];
}

/** The nodes that make a value of what is handed over, the last one first. */
function wayTo(value: Value, around: Surroundings, steps: number): readonly Node[] | undefined {
  const { node } = value;
  const { handedOver, again, done, shape } = around;
  if (!node || !done.has(node) || !cheap.has(node.type) || steps === 0) return undefined;
  const way = [node];
  for (const input of node.inputs) {
    const known = !input?.node || isGiven(input) || handedOver.has(input) || again.has(input.node);
    if (known || isSmall(input, shape)) continue;
    const rest = wayTo(input, around, steps - 1);
    if (!rest) return undefined;
    way.push(...rest);
  }
  return way;
}

/** Whether a value is an input or a constant, or a stretch of one. */
function isGiven(value: Value): boolean {
  return sourceOf(value).node === undefined;
}
