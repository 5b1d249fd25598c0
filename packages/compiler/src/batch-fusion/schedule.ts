import type { HostCall } from '../graph/graph.ts';
import type { Readers } from '../graph/users.ts';
import type { Node, Value } from '../graph/value.ts';
import { type Group, outputOf, type Place } from './fusion-group.ts';
import { kindOf } from './fusion-key.ts';
import { groupOf } from './form-group.ts';
import type { Sum } from './batch-sums.ts';

/** One node, or a group that is one. */
export type Step = Node | Group;

/** A graph to be put in order. */
export interface Unordered {
  /** Its nodes, in an order in which they can be run. */
  readonly nodes: readonly Node[];
  /** Its calls to the host. */
  readonly hostCalls: readonly HostCall[];
  /** Its sums, by their last additions. */
  readonly sums: ReadonlyMap<Node, Sum>;
  /** What reads each value. */
  readonly readers: Readers;
  /** Whether a node may be one of a group. */
  readonly mayJoin: (node: Node) => boolean;
}

/**
 * Puts a graph in an order in which alike nodes can be one: among those that are ready it takes next the one from which it is
 * farthest to the end, and all that are alike with it. Passes of several tasks, backwards through the same layers, then go side by side.
 *
 * @param graph - The graph.
 * @see G. Neubig, Y. Goldberg, C. Dyer. On-the-fly Operation Batching in Dynamic Computation Graphs. NeurIPS 2017.
 *   https://arxiv.org/abs/1705.07860
 */
export function schedule({ nodes, hostCalls, sums, readers, mayJoin }: Unordered): readonly Step[] {
  const stages = stagesOf(nodes, hostCalls);
  const heights = heightsOf(nodes, sums);
  const order = [...nodes].sort(
    (a, b) => (stages.get(a) ?? 0) - (stages.get(b) ?? 0) || (heights.get(b) ?? 0) - (heights.get(a) ?? 0),
  );
  const agenda = new Agenda(nodes, readers, (node) => (mayJoin(node) ? `${stages.get(node)} ${kindOf(node)}` : ''));
  const places = new Map<Value | undefined, Place>();
  const done = new Set<Node>();
  const steps: Step[] = [];
  for (const node of order) {
    if (done.has(node)) continue;
    const group = mayJoin(node) ? groupOf(node, agenda.alike(node), places) : undefined;
    group?.nodes.forEach((member, index) => places.set(outputOf(member), { group, index }));
    for (const member of group?.nodes ?? [node]) {
      done.add(member);
      agenda.finish(member);
    }
    steps.push(group ?? node);
  }
  return steps;
}

/** Which nodes are ready, by what they have in common. */
class Agenda {
  readonly #ready = new Map<string, Set<Node>>();
  readonly #waitingFor = new Map<Node, number>();
  readonly #readers: Readers;
  readonly #order: ReadonlyMap<Node, number>;
  readonly #kinds: ReadonlyMap<Node, string>;

  constructor(nodes: readonly Node[], readers: Readers, kind: (node: Node) => string) {
    this.#order = new Map(nodes.map((node, index) => [node, index]));
    this.#kinds = new Map(nodes.map((node) => [node, kind(node)]));
    this.#readers = readers;
    for (const node of nodes) for (const reader of this.#after(node)) this.#count(reader, 1);
    for (const node of nodes) if (!this.#waitingFor.get(node)) this.#add(node);
  }

  /** The nodes that are ready and of the same kind, in the order of the graph. */
  alike(node: Node): readonly Node[] {
    const ready = this.#ready.get(this.#kinds.get(node) ?? '') ?? [];
    return [...ready].sort((a, b) => (this.#order.get(a) ?? 0) - (this.#order.get(b) ?? 0));
  }

  /** Makes those ready that waited for nothing but a node. */
  finish(node: Node): void {
    this.#ready.get(this.#kinds.get(node) ?? '')?.delete(node);
    for (const reader of this.#after(node)) if (this.#count(reader, -1) === 0) this.#add(reader);
  }

  #after({ outputs }: Node): readonly Node[] {
    return outputs.flatMap((output) => this.#readers.get(output) ?? []);
  }

  #add(node: Node): void {
    const kind = this.#kinds.get(node) ?? '';
    const alike = this.#ready.get(kind) ?? new Set();
    this.#ready.set(kind, alike.add(node));
  }

  #count(node: Node, by: number): number {
    const count = (this.#waitingFor.get(node) ?? 0) + by;
    this.#waitingFor.set(node, count);
    return count;
  }
}

/** How many calls to the host must have been answered before a node can run. */
function stagesOf(nodes: readonly Node[], hostCalls: readonly HostCall[]): ReadonlyMap<Node, number> {
  const answers = new Map(hostCalls.map(({ output }, index) => [output, index + 1]));
  const stages = new Map<Node, number>();
  for (const node of nodes) {
    const needed = node.inputs.map((input) => input && (input.node ? stages.get(input.node) : answers.get(input)));
    stages.set(node, Math.max(0, ...needed.map((stage) => stage ?? 0)));
  }
  return stages;
}

/** How many nodes are on the longest way from a node to the end; all terms of a sum are equally far. */
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
