import type { HostCallback } from '../graph/graph.ts';
import type { Users } from '../graph/users.ts';
import type { Node, Value } from '../graph/value.ts';
import { type FusionGroup, outputOf, type BatchSlot } from './fusion-group.ts';
import { fusionKey } from './fusion-key.ts';
import { formGroup } from './form-group.ts';
import type { Sum } from './batch-sums.ts';

/** One node, or a group that becomes one. */
export type ScheduledStep = Node | FusionGroup;

/** A graph to be scheduled. */
export interface ScheduleInput {
  /** Its nodes, in topological order. */
  readonly nodes: readonly Node[];
  /** Its host callbacks. */
  readonly hostCallbacks: readonly HostCallback[];
  /** Its sums, by their last addition. */
  readonly sums: ReadonlyMap<Node, Sum>;
  /** The users of each value. */
  readonly users: Users;
  /** Whether a node may be in a group. */
  readonly canFuse: (node: Node) => boolean;
}

/**
 * Agenda-based batching: a list scheduler that repeatedly takes, of the nodes that are ready, the one on the longest path to the
 * outputs, in a group with all ready nodes of the same fusion key. The backward passes of several tasks through the same layers
 * are then scheduled side by side.
 *
 * @param graph - The graph.
 * @see G. Neubig, Y. Goldberg, C. Dyer. On-the-fly Operation Batching in Dynamic Computation Graphs. NeurIPS 2017.
 *   https://arxiv.org/abs/1705.07860
 */
export function schedule({ nodes, hostCallbacks, sums, users, canFuse }: ScheduleInput): readonly ScheduledStep[] {
  const stages = hostStages(nodes, hostCallbacks);
  const heights = heightsOf(nodes, sums);
  const order = [...nodes].sort(
    (a, b) => (stages.get(a) ?? 0) - (stages.get(b) ?? 0) || (heights.get(b) ?? 0) - (heights.get(a) ?? 0),
  );
  const agenda = new Agenda(nodes, users, (node) => (canFuse(node) ? `${stages.get(node)} ${fusionKey(node)}` : ''));
  const slots = new Map<Value | undefined, BatchSlot>();
  const done = new Set<Node>();
  const steps: ScheduledStep[] = [];
  for (const node of order) {
    if (done.has(node)) continue;
    const group = canFuse(node) ? formGroup(node, agenda.readyLike(node), slots) : undefined;
    group?.nodes.forEach((fused, index) => slots.set(outputOf(fused), { group, index }));
    for (const fused of group?.nodes ?? [node]) {
      done.add(fused);
      agenda.finish(fused);
    }
    steps.push(group ?? node);
  }
  return steps;
}

/** The nodes that are ready, by their fusion key. */
class Agenda {
  readonly #ready = new Map<string, Set<Node>>();
  readonly #waitingFor = new Map<Node, number>();
  readonly #users: Users;
  readonly #order: ReadonlyMap<Node, number>;
  readonly #keys: ReadonlyMap<Node, string>;

  constructor(nodes: readonly Node[], users: Users, key: (node: Node) => string) {
    this.#order = new Map(nodes.map((node, index) => [node, index]));
    this.#keys = new Map(nodes.map((node) => [node, key(node)]));
    this.#users = users;
    for (const node of nodes) for (const user of this.#after(node)) this.#count(user, 1);
    for (const node of nodes) if (!this.#waitingFor.get(node)) this.#add(node);
  }

  /** The ready nodes with the fusion key of a node, in the order of the graph. */
  readyLike(node: Node): readonly Node[] {
    const ready = this.#ready.get(this.#keys.get(node) ?? '') ?? [];
    return [...ready].sort((a, b) => (this.#order.get(a) ?? 0) - (this.#order.get(b) ?? 0));
  }

  /** Marks a node as scheduled: its users whose other inputs are known become ready. */
  finish(node: Node): void {
    this.#ready.get(this.#keys.get(node) ?? '')?.delete(node);
    for (const user of this.#after(node)) if (this.#count(user, -1) === 0) this.#add(user);
  }

  #after({ outputs }: Node): readonly Node[] {
    return outputs.flatMap((output) => this.#users.get(output) ?? []);
  }

  #add(node: Node): void {
    const key = this.#keys.get(node) ?? '';
    const ready = this.#ready.get(key) ?? new Set();
    this.#ready.set(key, ready.add(node));
  }

  #count(node: Node, by: number): number {
    const count = (this.#waitingFor.get(node) ?? 0) + by;
    this.#waitingFor.set(node, count);
    return count;
  }
}

/** How many host callbacks must have returned before a node can run. */
function hostStages(nodes: readonly Node[], hostCalls: readonly HostCallback[]): ReadonlyMap<Node, number> {
  const results = new Map(hostCalls.map(({ output }, index) => [output, index + 1]));
  const stages = new Map<Node, number>();
  for (const node of nodes) {
    const needed = node.inputs.map((input) => input && (input.node ? stages.get(input.node) : results.get(input)));
    stages.set(node, Math.max(0, ...needed.map((stage) => stage ?? 0)));
  }
  return stages;
}

/** Length of the longest path from a node to the outputs; all terms of a sum have the same. */
function heightsOf(nodes: readonly Node[], sums: ReadonlyMap<Node, Sum>): ReadonlyMap<Node, number> {
  const heights = new Map<Node, number>();
  const raise = (node: Node | undefined, height: number): void => {
    if (node) heights.set(node, Math.max(heights.get(node) ?? 0, height));
  };
  for (const node of [...nodes].reverse()) {
    const height = heights.get(node) ?? 0;
    const { terms, additions } = sums.get(node) ?? { terms: [], additions: [] };
    for (const input of node.inputs) raise(input?.node, height + 1);
    for (const term of terms) raise(term.node, height + additions.length);
  }
  return heights;
}
