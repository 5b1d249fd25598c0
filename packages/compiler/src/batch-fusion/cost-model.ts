import { isConstant, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { type Group, outputOf } from './fusion-group.ts';

/** Nanoseconds that a node takes beside its work: those that only say that numbers have another shape, and all others. */
const ofReshape = 1000;
const ofNode = 2000;
/** Nanoseconds that it takes to copy a number. */
const ofCopy = 0.35;

/**
 * The groups that gain more by being one node than is lost by putting values on stacks and taking them off again. Groups that hand stacks
 * to each other stay together.
 *
 * @param groups - The groups, each after those that give its stacks.
 * @param isRead - Whether a value must be taken off its stack for something inside of graphs.
 */
export function worthwhile(groups: readonly Group[], isRead: (value: Value) => boolean): ReadonlySet<Group> {
  const chains = new Map<Group, Set<Group>>();
  for (const group of groups) {
    const chain = new Set([group]);
    for (const source of group.sources) {
      const before = 'stack' in source ? chains.get(source.stack) : undefined;
      for (const member of before ?? []) chain.add(member);
    }
    for (const member of chain) chains.set(member, chain);
  }
  const taken = [...new Set(chains.values())].filter((chain) => gainOf([...chain], isRead) > 0);
  return new Set(taken.flatMap((chain) => [...chain]));
}

function gainOf(chain: readonly Group[], isRead: (value: Value) => boolean): number {
  const stacked = new Set<string>();
  return chain.reduce((gain, { nodes, sources }) => {
    const [node] = nodes;
    if (!node) return gain;
    const output = outputOf(node);
    const spared = (nodes.length - 1) * (node.type === 'Reshape' ? ofReshape : ofNode);
    const isUnstacked = nodes.some((member) => isRead(outputOf(member)));
    const unstacked = isUnstacked ? copying(nodes.length * sizeOf(output.shape)) + nodes.length * ofReshape : 0;
    const stacking = sources.map((source) => {
      const values = 'each' in source ? source.each : [];
      const key = values.map(({ name }) => name).join();
      // What is put side by side is copied in any case.
      if (values.length === 0 || stacked.has(key) || node.type === 'Concat') return 0;
      stacked.add(key);
      return values.every(isConstant) ? 0 : copying(values.length * sizeOf(values[0]?.shape ?? []));
    });
    return gain + spared - unstacked - stacking.reduce((sum, cost) => sum + cost, 0);
  }, 0);
}

function copying(numbers: number): number {
  return ofNode + numbers * ofCopy;
}
