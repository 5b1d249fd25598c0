import type { Graph, HostCall } from '../graph/graph.ts';
import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { concat, parts, reshape } from '../kernels/shapes.ts';
import { distributed, flattened } from './distribute-over-concat.ts';
import { stackOf } from './stack-values.ts';
import { type Group, outputOf, type Places, type Source } from './fusion-group.ts';
import { type Rows, rowsOf, sideBySide } from './interleaved-batches.ts';
import { type Operand, recordAlike } from './batching-rules.ts';
import type { SumOfStack } from './batch-sums.ts';

/** Records a graph anew: groups as one node each, and what read their values one by one from parts of what that node gives. */
export class Rewriting {
  readonly #graph: Graph;
  readonly #places: Places;
  readonly #sums: ReadonlyMap<Node, SumOfStack>;
  readonly #stacks = new Map<Group, Value>();
  readonly #values = new Map<Value, Value>();

  /**
   * @param graph - The graph, which gets the new nodes.
   * @param places - The values that groups give.
   * @param sums - The sums that stacks are added up in.
   */
  constructor(graph: Graph, places: Places, sums: ReadonlyMap<Node, SumOfStack>) {
    this.#graph = graph;
    this.#places = places;
    this.#sums = sums;
  }

  /**
   * Records a group.
   *
   * @param group - The group.
   */
  group(group: Group): void {
    const [node] = group.nodes;
    if (!node) return;
    const { shape, dtype } = outputOf(node);
    const spec = { shape: [group.nodes.length, ...shape], dtype };
    const operands = group.sources.map((source) => this.#operand(source));
    this.#stacks.set(group, recordAlike({ graph: this.#graph, node, operands, spec }));
  }

  /**
   * Records a node of its own, where it changes.
   *
   * @param node - The node.
   */
  single(node: Node): void {
    const now = this.#ofWholeStacks(node) ?? this.#anew(node);
    node.outputs.forEach((output, index) => {
      const value = now[index];
      if (value) this.#values.set(output, value);
    });
  }

  /**
   * What a value has become.
   *
   * @param before - The value.
   */
  value(before: Value): Value {
    const known = this.#values.get(before);
    if (known) return known;
    const place = this.#places.get(before);
    const stack = place && this.#stacks.get(place.group);
    if (!place || !stack) return before;
    const lengths = place.group.nodes.map(() => 1);
    const part = parts(this.#graph, stack, lengths, 0)[place.index];
    const value = part ? reshape(this.#graph, part, before.shape) : before;
    this.#values.set(before, value);
    return value;
  }

  /**
   * A call to the host as it is now.
   *
   * @param call - The call.
   */
  hostCall({ inputs, output }: HostCall): HostCall {
    return { inputs: inputs.map((input) => this.value(input)), output };
  }

  /** What a node gives whose inputs have changed. */
  #anew(node: Node): readonly Value[] {
    const inputs = node.inputs.map((input) => input && this.value(input));
    if (inputs.every((input, position) => input === node.inputs[position])) return node.outputs;
    const [first] = inputs;
    if (node.type === 'Reshape' && first) return [reshape(this.#graph, first, outputOf(node).shape)];
    const better = distributed(this.#graph, node, inputs) ?? flattened(this.#graph, node, inputs);
    return better ? [better] : this.#graph.ops(node.type, inputs, node.outputs, node.attributes);
  }

  /** What a node gives that takes all parts of stacks at once. */
  #ofWholeStacks(node: Node): readonly Value[] | undefined {
    const rows = rowsOf(node, this.#places);
    if (rows.length > 0) return [this.#concat(node, rows)];
    const sum = this.#sums.get(node);
    const summed = sum && this.#stacks.get(sum.group);
    return summed && [this.#sum(node, sum, summed)];
  }

  /** A sum of all parts of a stack, and what is added besides. */
  #sum(node: Node, sum: SumOfStack, summed: Value): Value {
    const graph = this.#graph;
    const { shape, dtype } = outputOf(node);
    const [count, size] = [sum.group.nodes.length, sizeOf(shape)];
    const inputs = [graph.splat(1, [1, count], dtype), reshape(graph, summed, [count, size])];
    const total = reshape(graph, graph.op('MatMul', inputs, { shape: [1, size], dtype }), shape);
    const rest = sum.terms.filter((term) => this.#places.get(term)?.group !== sum.group);
    return rest.reduce((result, term) => graph.op('Add', [result, this.value(term)], { shape, dtype }), total);
  }

  /** Values side by side, among them whole stacks. */
  #concat(node: Node, rows: readonly Rows[]): Value {
    const { inputs, attributes } = node;
    const values = inputs.flatMap((input, index) => {
      const run = rows.find(({ start, length }) => index >= start && index < start + length);
      if (!run) return input ? [this.value(input)] : [];
      return index === run.start ? [this.#rows(run, inputs, Number(attributes.axis))] : [];
    });
    return flattened(this.#graph, node, values) ?? concat(this.#graph, values, Number(attributes.axis));
  }

  #rows({ groups, start, length }: Rows, inputs: Node['inputs'], axis: number): Value {
    const numbers = sideBySide(
      this.#graph,
      groups.map((group) => this.#stackOf(group)),
    );
    const shape = [...(inputs[start]?.shape ?? [])];
    shape[axis] = inputs.slice(start, start + length).reduce((sum, input) => sum + (input?.shape[axis] ?? 0), 0);
    return reshape(this.#graph, numbers, shape);
  }

  #operand(source: Source): Operand {
    if ('common' in source) {
      if (!source.common) throw new RangeError('an input is missing');
      return { value: this.value(source.common) };
    }
    if ('stack' in source) return { value: this.#stackOf(source.stack), count: source.stack.nodes.length };
    const values = source.each.map((value) => this.value(value));
    return { value: stackOf(this.#graph, values), count: values.length };
  }

  #stackOf(group: Group): Value {
    const stack = this.#stacks.get(group);
    if (!stack) throw new RangeError('a stack is read before it is made');
    return stack;
  }
}
