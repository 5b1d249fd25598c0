import { sizeOf } from '../host-tensor.ts';
import { connectedComponents } from './connected-components.ts';
import type { GraphType, Node, Value } from './value.ts';
import { sourceOf } from './views.ts';

/** Bytes of an element. */
const elementBytes: Readonly<Record<GraphType, number>> = { bool: 1, float32: 4, int32: 4, int64: 8, string: 0 };

/** A graph cut in two at a host callback. */
export interface GraphCut {
  /** The nodes before the cut. */
  readonly before: ReadonlySet<Node>;
  /** The nodes after the cut, in topological order. */
  readonly after: readonly Node[];
  /** The nodes before the cut that are rematerialized after it. */
  readonly recomputed: ReadonlySet<Node>;
  /** The values that depend on the callback's result. */
  readonly dependents: ReadonlySet<Value>;
  /** The outputs of the graph. */
  readonly outputs: readonly Value[];
}

/**
 * Code motion across the cut: the values that only the nodes after the cut read, but that are computed before it because they are
 * smaller than the values they are computed from, so that fewer bytes are live across the cut. The mask of a max-pooling is one.
 *
 * @param cut - The graph and where it is cut.
 */
export function hoistedValues(cut: GraphCut): readonly Value[] {
  const movable = movableNodes(cut);
  const staying = cut.after.filter((node) => !movable.has(node));
  const transferred = new Set([...readBy([...staying, ...cut.recomputed]), ...cut.outputs.map(sourceOf)]);
  const computed = (node: Node): Value[] => [...readBy([node]), ...node.outputs].filter((value) => value.node);
  return connectedComponents([...movable], computed).flatMap((group) => {
    const saved = [...readBy(group)].filter((value) => isTransferred(value, cut) && !transferred.has(value));
    const added = group.flatMap(({ outputs }) => outputs).filter((value) => transferred.has(value));
    return bytesOf(added) < bytesOf(saved) ? added : [];
  });
}

function isTransferred({ node }: Value, { before, recomputed }: GraphCut): boolean {
  return node !== undefined && before.has(node) && !recomputed.has(node);
}

/** The nodes that can move before the cut: they depend neither on the callback nor on an output larger than its inputs. */
function movableNodes({ after, dependents }: GraphCut): ReadonlySet<Node> {
  const stays = new Set(dependents);
  const movable = new Set<Node>();
  for (const node of after) {
    const inputs = node.inputs.filter((input) => input !== undefined);
    const grows = bytesOf(node.outputs) > bytesOf(inputs);
    if (!grows && !inputs.some((input) => stays.has(input))) movable.add(node);
    else for (const output of node.outputs) stays.add(output);
  }
  return movable;
}

function readBy(nodes: readonly Node[]): ReadonlySet<Value> {
  return new Set(nodes.flatMap(({ inputs }) => inputs.flatMap((input) => (input ? sourceOf(input) : []))));
}

function bytesOf(values: readonly Value[]): number {
  return values.reduce((sum, { shape, dtype }) => sum + sizeOf(shape) * elementBytes[dtype], 0);
}
