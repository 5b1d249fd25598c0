import { isConstant, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { type FusionGroup, outputOf } from './fusion-group.ts';

/** Overhead of a node in nanoseconds: of a reshape, and of all others. */
const reshapeCost = 1000;
const nodeCost = 2000;
/** Nanoseconds to copy an element. */
const elementCopyCost = 0.35;

/**
 * The groups whose fusion saves more node overhead than stacking and slicing their values costs. A chain of groups that read each
 * other's batches is fused as a whole or not at all.
 *
 * @param groups - The groups, each after those whose batches it reads.
 * @param isRead - Whether a value must be sliced out of its batch.
 */
export function profitableGroups(
  groups: readonly FusionGroup[],
  isRead: (value: Value) => boolean,
): ReadonlySet<FusionGroup> {
  const chains = new Map<FusionGroup, Set<FusionGroup>>();
  for (const group of groups) {
    const chain = new Set([group]);
    for (const input of group.inputs) {
      const before = 'batch' in input ? chains.get(input.batch) : undefined;
      for (const node of before ?? []) chain.add(node);
    }
    for (const node of chain) chains.set(node, chain);
  }
  const taken = [...new Set(chains.values())].filter((chain) => gainOf([...chain], isRead) > 0);
  return new Set(taken.flatMap((chain) => [...chain]));
}

function gainOf(chain: readonly FusionGroup[], isRead: (value: Value) => boolean): number {
  const stacked = new Set<string>();
  return chain.reduce((gain, { nodes, inputs }) => {
    const [node] = nodes;
    if (!node) return gain;
    const output = outputOf(node);
    const saved = (nodes.length - 1) * (node.type === 'Reshape' ? reshapeCost : nodeCost);
    const isUnstacked = nodes.some((node) => isRead(outputOf(node)));
    const unstacked = isUnstacked ? copyCost(nodes.length * sizeOf(output.shape)) + nodes.length * reshapeCost : 0;
    const stacking = inputs.map((input) => {
      const values = 'separate' in input ? input.separate : [];
      const key = values.map(({ name }) => name).join();
      // A concatenation copies its inputs in any case.
      if (values.length === 0 || stacked.has(key) || node.type === 'Concat') return 0;
      stacked.add(key);
      return values.every(isConstant) ? 0 : copyCost(values.length * sizeOf(values[0]?.shape ?? []));
    });
    return gain + saved - unstacked - stacking.reduce((sum, cost) => sum + cost, 0);
  }, 0);
}

function copyCost(elements: number): number {
  return nodeCost + elements * elementCopyCost;
}
