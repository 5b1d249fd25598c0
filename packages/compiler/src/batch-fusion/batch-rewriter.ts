import type { Graph, HostCallback } from '../graph/graph.ts';
import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { concat, parts, reshape } from '../kernels/shapes.ts';
import { distributeOverConcat, flattenConcat } from './distribute-over-concat.ts';
import { stackValues } from './stack-values.ts';
import { type FusionGroup, outputOf, type BatchSlots, type GroupInput } from './fusion-group.ts';
import { type InterleavedBatches, interleavedBatches, concatColumns } from './interleaved-batches.ts';
import { type BatchOperand, recordBatched } from './batching-rules.ts';
import type { BatchSum } from './batch-sums.ts';

/** Rewrites a graph: each group becomes one node, and other users of its values read slices of that node's output. */
export class BatchRewriter {
  readonly #graph: Graph;
  readonly #slots: BatchSlots;
  readonly #sums: ReadonlyMap<Node, BatchSum>;
  readonly #batches = new Map<FusionGroup, Value>();
  readonly #values = new Map<Value, Value>();

  /**
   * @param graph - The graph, to which the new nodes are added.
   * @param slots - The positions of the outputs of groups in their batches.
   * @param sums - The sums over whole batches.
   */
  constructor(graph: Graph, slots: BatchSlots, sums: ReadonlyMap<Node, BatchSum>) {
    this.#graph = graph;
    this.#slots = slots;
    this.#sums = sums;
  }

  /**
   * Records a group as one node.
   *
   * @param group - The group.
   */
  fuse(group: FusionGroup): void {
    const [node] = group.nodes;
    if (!node) return;
    const { shape, dtype } = outputOf(node);
    const spec = { shape: [group.nodes.length, ...shape], dtype };
    const operands = group.inputs.map((input) => this.#operand(input));
    this.#batches.set(group, recordBatched({ graph: this.#graph, node, operands, spec }));
  }

  /**
   * Records a node that is in no group, if its inputs have changed.
   *
   * @param node - The node.
   */
  copy(node: Node): void {
    const now = this.#rewriteWholeBatch(node) ?? this.#rewrite(node);
    node.outputs.forEach((output, index) => {
      const value = now[index];
      if (value) this.#values.set(output, value);
    });
  }

  /**
   * A value in the rewritten graph.
   *
   * @param before - The value.
   */
  valueFor(before: Value): Value {
    const known = this.#values.get(before);
    if (known) return known;
    const slot = this.#slots.get(before);
    const batch = slot && this.#batches.get(slot.group);
    if (!slot || !batch) return before;
    const lengths = slot.group.nodes.map(() => 1);
    const part = parts(this.#graph, batch, lengths, 0)[slot.index];
    const value = part ? reshape(this.#graph, part, before.shape) : before;
    this.#values.set(before, value);
    return value;
  }

  /**
   * A host callback in the rewritten graph.
   *
   * @param call - The callback.
   */
  hostCallback({ inputs, output }: HostCallback): HostCallback {
    return { inputs: inputs.map((input) => this.valueFor(input)), output };
  }

  /** The outputs of a node whose inputs have changed. */
  #rewrite(node: Node): readonly Value[] {
    const inputs = node.inputs.map((input) => input && this.valueFor(input));
    if (inputs.every((input, position) => input === node.inputs[position])) return node.outputs;
    const [first] = inputs;
    if (node.type === 'Reshape' && first) return [reshape(this.#graph, first, outputOf(node).shape)];
    const better = distributeOverConcat(this.#graph, node, inputs) ?? flattenConcat(this.#graph, node, inputs);
    return better ? [better] : this.#graph.ops(node.type, inputs, node.outputs, node.attributes);
  }

  /** The outputs of a node that reads whole batches. */
  #rewriteWholeBatch(node: Node): readonly Value[] | undefined {
    const rows = interleavedBatches(node, this.#slots);
    if (rows.length > 0) return [this.#concat(node, rows)];
    const sum = this.#sums.get(node);
    const summed = sum && this.#batches.get(sum.group);
    return summed && [this.#sum(node, sum, summed)];
  }

  /** A sum over a whole batch, plus the terms that are not in the batch. */
  #sum(node: Node, sum: BatchSum, summed: Value): Value {
    const graph = this.#graph;
    const { shape, dtype } = outputOf(node);
    const [count, size] = [sum.group.nodes.length, sizeOf(shape)];
    const inputs = [graph.scalarConstant(1, [1, count], dtype), reshape(graph, summed, [count, size])];
    const total = reshape(graph, graph.op('MatMul', inputs, { shape: [1, size], dtype }), shape);
    const rest = sum.terms.filter((term) => this.#slots.get(term)?.group !== sum.group);
    return rest.reduce((result, term) => graph.op('Add', [result, this.valueFor(term)], { shape, dtype }), total);
  }

  /** A concatenation that contains whole batches. */
  #concat(node: Node, rows: readonly InterleavedBatches[]): Value {
    const { inputs, attributes } = node;
    const values = inputs.flatMap((input, index) => {
      const run = rows.find(({ start, length }) => index >= start && index < start + length);
      if (!run) return input ? [this.valueFor(input)] : [];
      return index === run.start ? [this.#interleave(run, inputs, Number(attributes.axis))] : [];
    });
    return flattenConcat(this.#graph, node, values) ?? concat(this.#graph, values, Number(attributes.axis));
  }

  #interleave({ groups, start, length }: InterleavedBatches, inputs: Node['inputs'], axis: number): Value {
    const numbers = concatColumns(
      this.#graph,
      groups.map((group) => this.#batchOf(group)),
    );
    const shape = [...(inputs[start]?.shape ?? [])];
    shape[axis] = inputs.slice(start, start + length).reduce((sum, input) => sum + (input?.shape[axis] ?? 0), 0);
    return reshape(this.#graph, numbers, shape);
  }

  #operand(input: GroupInput): BatchOperand {
    if ('shared' in input) {
      if (!input.shared) throw new RangeError('an input is missing');
      return { value: this.valueFor(input.shared) };
    }
    if ('batch' in input) return { value: this.#batchOf(input.batch), batchSize: input.batch.nodes.length };
    const values = input.separate.map((value) => this.valueFor(value));
    return { value: stackValues(this.#graph, values), batchSize: values.length };
  }

  #batchOf(group: FusionGroup): Value {
    const batch = this.#batches.get(group);
    if (!batch) throw new RangeError('a batch is read before it is computed');
    return batch;
  }
}
