import { isConstant, type Node, type Value } from '../graph/value.ts';
import { viewOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';
import { type FusionGroup, outputOf, type BatchSlot, type BatchSlots, type GroupInput } from './fusion-group.ts';

/** Larger batches do not stay in the caches of a CPU, and are in memory all at once. */
const maxElements = 2 ** 21;
/** Products of more multiplications take so long by themselves that there is nothing to gain. */
const maxMultiplies = 2 ** 24;

/**
 * The group that a node is fused in: the nodes that read the outputs of one group. Where they do not read all of these, or the node
 * reads none, the largest of that group, the nodes that read adjacent slices of a value, and the products that share a factor.
 *
 * @param node - The node.
 * @param candidates - Nodes of the same fusion key that do not depend on each other, itself among them.
 * @param slots - The positions of the outputs of the groups so far.
 */
export function formGroup(node: Node, candidates: readonly Node[], slots: BatchSlots): FusionGroup | undefined {
  if (candidates.length < 2) return undefined;
  const position = node.inputs.findIndex((input) => slots.has(input));
  const batch = slots.get(node.inputs[position])?.group;
  const users = batch ? usersOfBatch(node, candidates, { batch, position, slots }) : [];
  const candidateGroups = [users, adjacentSlices(node, candidates), productsWithSharedFactor(node, candidates)];
  const nodes =
    users.length > 0 && users.length === batch?.nodes.length
      ? users
      : candidateGroups.sort((a, b) => b.length - a.length)[0];
  if (!nodes || nodes.length < 2 || nodes.length * sizeOf(outputOf(node).shape) > maxElements) return undefined;
  return { nodes, inputs: node.inputs.map((_, position) => groupInput(nodes, position, slots)) };
}

/** For each output of the batch the candidate that reads it and shares most inputs with the node. */
function usersOfBatch(
  node: Node,
  candidates: readonly Node[],
  { batch, position, slots }: { readonly batch: FusionGroup; readonly position: number; readonly slots: BatchSlots },
): readonly Node[] {
  const found = new Map<number, Node>();
  for (const candidate of candidates) {
    const slot = slots.get(candidate.inputs[position]);
    if (slot?.group !== batch) continue;
    const known = found.get(slot.index);
    if (!known || sharedInputs(node, candidate) > sharedInputs(node, known)) found.set(slot.index, candidate);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, user]) => user);
}

function sharedInputs(a: Node, b: Node): number {
  return a === b ? Infinity : a.inputs.filter((input, position) => input === b.inputs[position]).length;
}

/** The nodes that read adjacent slices of one value, as a stack that is taken apart again, and share all other inputs. */
function adjacentSlices(node: Node, candidates: readonly Node[]): readonly Node[] {
  const position = node.inputs.findIndex((input) => input && isSlice(input));
  const own = node.inputs[position];
  if (!own) return [];
  const { source } = viewOf(own);
  const size = sizeOf(own.shape);
  const found = new Map<number, Node>();
  for (const candidate of [...candidates, node]) {
    const input = candidate.inputs[position];
    const view = input && viewOf(input);
    if (view?.source !== source || sharedInputs(node, candidate) < node.inputs.length - 1) continue;
    found.set(view.offset, candidate);
  }
  const sorted = [...found].sort(([a], [b]) => a - b);
  const first = sorted[0]?.[0] ?? 0;
  return sorted.every(([offset], index) => offset === first + index * size) ? sorted.map(([, user]) => user) : [];
}

/** Whether a value is a slice of another. */
function isSlice(value: Value): boolean {
  const { source } = viewOf(value);
  return !isConstant(source) && sizeOf(source.shape) > sizeOf(value.shape);
}

/** The products that share one factor and differ in the other. */
function productsWithSharedFactor(node: Node, candidates: readonly Node[]): readonly Node[] {
  if ((node.type !== 'MatMul' && node.type !== 'Gemm') || multiplyCount(node) > maxMultiplies) return [];
  const groups = node.inputs.map((shared, position) => {
    if (!shared || isConstant(shared)) return [];
    const byFactor = new Map(
      candidates
        .filter(({ inputs }) => inputs[position] === shared)
        .map((candidate) => [candidate.inputs[1 - position], candidate]),
    );
    return [...byFactor.values()];
  });
  return groups.sort((a, b) => b.length - a.length)[0] ?? [];
}

function multiplyCount(product: Node): number {
  const [left] = product.inputs;
  const inner = left?.shape.at(product.attributes.transA === 1 ? -2 : -1) ?? 1;
  return inner * sizeOf(outputOf(product).shape);
}

function groupInput(nodes: readonly Node[], position: number, slots: BatchSlots): GroupInput {
  const values = nodes.map(({ inputs }) => inputs[position]);
  const [first] = values;
  if (values.every((value) => value === first)) return { shared: first };
  const batch = slots.get(first)?.group;
  const inOrder = (slot: BatchSlot | undefined, index: number): boolean =>
    slot?.group === batch && slot?.index === index;
  if (batch?.nodes.length === nodes.length && values.every((value, index) => inOrder(slots.get(value), index))) {
    return { batch };
  }
  return { separate: values.filter((value): value is Value => value !== undefined) };
}
