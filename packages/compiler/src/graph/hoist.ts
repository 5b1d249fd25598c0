import { sizeOf } from '../host-tensor.ts';
import { groupsOf } from './connected-components.ts';
import type { GraphType, Node, Value } from './value.ts';
import { sourceOf } from './views.ts';

/** Bytes of a number. */
const width: Readonly<Record<GraphType, number>> = { bool: 1, float32: 4, int32: 4, int64: 8 };

/** The parts of a graph before and after a call to the host. */
export interface Cut {
  /** The nodes before it. */
  readonly before: ReadonlySet<Node>;
  /** The nodes after it, in order. */
  readonly after: readonly Node[];
  /** Those before it that the part after it runs again, rather than have what they give handed over. */
  readonly again: ReadonlySet<Node>;
  /** The values that need what the host answers. */
  readonly late: ReadonlySet<Value>;
  /** What is read at the end. */
  readonly wanted: readonly Value[];
}

/**
 * What is better computed before a call to the host although only the part after it needs it: where it takes less memory than the
 * values it is made of, as the mask that tells where a maximum was, less is handed from one part to the next.
 *
 * @param cut - The parts.
 */
export function ahead(cut: Cut): readonly Value[] {
  const movable = movableOf(cut);
  const staying = cut.after.filter((node) => !movable.has(node));
  const handedOn = new Set([...readBy([...staying, ...cut.again]), ...cut.wanted.map(sourceOf)]);
  const computed = (node: Node): Value[] => [...readBy([node]), ...node.outputs].filter((value) => value.node);
  return groupsOf([...movable], computed).flatMap((group) => {
    const spared = [...readBy(group)].filter((value) => isHandedOver(value, cut) && !handedOn.has(value));
    const handed = group.flatMap(({ outputs }) => outputs).filter((value) => handedOn.has(value));
    return bytesOf(handed) < bytesOf(spared) ? handed : [];
  });
}

function isHandedOver({ node }: Value, { before, again }: Cut): boolean {
  return node !== undefined && before.has(node) && !again.has(node);
}

/** The nodes after the call that could be before it: all that do not need the answer, nor a value that grew out of a smaller one. */
function movableOf({ after, late }: Cut): ReadonlySet<Node> {
  const stays = new Set(late);
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
  return values.reduce((sum, { shape, dtype }) => sum + sizeOf(shape) * width[dtype], 0);
}
