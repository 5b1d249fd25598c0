import type { Graph } from '../graph/graph.ts';
import { isConstant, type Node, type Spec, type Value } from '../graph/value.ts';
import { concat, expand, reshape, transpose } from '../kernels/shapes.ts';

/** An input of alike nodes: one value for all of them, or their values stacked along a first axis. */
export interface Operand {
  /** The value. */
  readonly value: Value;
  /** How many are stacked; none when it is the same for all. */
  readonly count?: number | undefined;
}

/** Alike nodes that become one. */
interface Alike {
  /** The graph. */
  readonly graph: Graph;
  /** One of the nodes. */
  readonly node: Node;
  /** What they take; one input at least is stacked. */
  readonly operands: readonly Operand[];
  /** The shape and type of what they give, stacked. */
  readonly spec: Spec;
}

/** Records the one node; gives what they gave, stacked. */
type Rule = (alike: Alike) => Value;

const pointwise: Rule = ({ graph, node, operands, spec }) =>
  graph.op(
    node.type,
    operands.map((operand) => aligned(graph, operand, spec)),
    spec,
    node.attributes,
  );

const product: Rule = ({ graph, node, operands: [a, b], spec }) => {
  const { transA, transB } = node.attributes;
  const [left, right] = [aligned(graph, required(a), spec), aligned(graph, required(b), spec)];
  if (transA === 1 && transB !== 1 && spec.shape.at(-1) === 1) {
    // A column is made as a row, for which nothing needs to be transposed.
    const row = graph.op('MatMul', [swapLast(graph, right), left], { ...spec, shape: lastSwapped(spec.shape) });
    return swapLast(graph, row);
  }
  const factors = [transA === 1 ? swapLast(graph, left) : left, transB === 1 ? swapLast(graph, right) : right];
  return graph.op('MatMul', factors, spec);
};

const reduction: Rule = ({ graph, node, operands: [x, axes], spec }) => {
  const { value } = required(x);
  if (axes) return graph.op(node.type, [value, moved(graph, axes.value)], spec, node.attributes);
  const over = node.attributes.axes;
  return graph.op(node.type, [value], spec, { ...node.attributes, axes: Array.isArray(over) ? over.map(next) : [] });
};

const alongAxis: Rule = ({ graph, node, operands, spec }) =>
  graph.op(
    node.type,
    operands.map(({ value }) => value),
    spec,
    { ...node.attributes, axis: next(Number(node.attributes.axis)) },
  );

const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    [
      'Add Sub Mul Div Pow Max Min Neg Abs Sqrt Exp Log Reciprocal Sign Relu LeakyRelu Elu Selu Sigmoid HardSigmoid Softplus',
      'Tanh Erf Sin Cos Clip Cast Greater GreaterOrEqual Less LessOrEqual Equal Not And Or Where',
    ]
      .flatMap((types) => types.split(' '))
      .map((type) => [type, pointwise]),
  ),
  ...{ MatMul: product, Gemm: product },
  ...{ ReduceSum: reduction, ReduceMean: reduction, ReduceMax: reduction, ReduceMin: reduction, ReduceProd: reduction },
  ...{ Softmax: alongAxis, LogSoftmax: alongAxis },
  Reshape: ({ graph, operands: [x], spec }) => reshape(graph, required(x).value, spec.shape),
  Expand: ({ graph, operands: [x], spec }) => expand(graph, aligned(graph, required(x), spec), spec.shape),
  Transpose: ({ graph, node, operands: [x] }) => {
    const { perm } = node.attributes;
    return transpose(graph, required(x).value, [0, ...(Array.isArray(perm) ? perm.map(next) : [])]);
  },
  Slice: ({ graph, operands: [x, starts, ends, axes, steps], spec }) => {
    const rest = steps ? [steps.value] : [];
    const inputs = [
      ...[x, starts, ends].map((input) => required(input).value),
      moved(graph, required(axes).value),
      ...rest,
    ];
    return graph.op('Slice', inputs, spec);
  },
  Concat: ({ graph, node, operands, spec }) => {
    const [count = 1] = spec.shape;
    const whole = operands.map(({ value, count: stacked }) =>
      stacked === undefined
        ? expand(graph, reshape(graph, value, [1, ...value.shape]), [count, ...value.shape])
        : value,
    );
    return concat(graph, whole, next(Number(node.attributes.axis)));
  },
};

/**
 * Whether alike nodes of this operator can be one.
 *
 * @param node - One of them.
 */
export function hasRule({ type, inputs, outputs, attributes }: Node): boolean {
  if (!Object.hasOwn(rules, type) || outputs.length !== 1 || inputs.includes(undefined)) return false;
  if (type === 'Slice') return inputs.length > 3 && inputs.slice(1).every((input) => input && isConstant(input));
  if (type === 'MatMul' || type === 'Gemm')
    return inputs.length === 2 && inputs.every((x) => (x?.shape.length ?? 0) > 1);
  return !('axis' in attributes) || Number(attributes.axis) >= 0;
}

/**
 * Records alike nodes as one.
 *
 * @param alike - The nodes.
 */
export function recordAlike(alike: Alike): Value {
  const rule = rules[alike.node.type];
  if (!rule) throw new RangeError(`${alike.node.type} has no rule`);
  return rule(alike);
}

/** A value whose axes, but for the stack's, meet those of the stack that is to be made. */
function aligned(graph: Graph, { value, count }: Operand, { shape }: Spec): Value {
  if (count === undefined) return value;
  const missing = new Array<number>(shape.length - value.shape.length).fill(1);
  return reshape(graph, value, [count, ...missing, ...value.shape.slice(1)]);
}

function swapLast(graph: Graph, x: Value): Value {
  return transpose(graph, x, lastSwapped(x.shape.map((_, axis) => axis)));
}

function lastSwapped(axes: readonly number[]): readonly number[] {
  return [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
}

/** Axes behind that of the stack. */
function moved(graph: Graph, axes: Value): Value {
  return graph.ints(Array.from(axes.constant ?? [], Number).map(next));
}

function next(axis: number): number {
  return axis + 1;
}

function required(operand: Operand | undefined): Operand {
  if (!operand) throw new RangeError('an input is missing');
  return operand;
}
