import type { Graph } from '../graph/graph.ts';
import { isConstant, type Node, type TensorSpec, type Value } from '../graph/value.ts';
import { concat, expand, reshape, transpose } from '../kernels/shapes.ts';

/** An input of a fused node: one value that all share, or a batch of values along the first axis. */
export interface BatchOperand {
  /** The value. */
  readonly value: Value;
  /** Length of the batch axis; `undefined` for a shared value. */
  readonly batchSize?: number | undefined;
}

/** A group of nodes that becomes one node. */
interface BatchedOp {
  /** The graph. */
  readonly graph: Graph;
  /** One of the nodes. */
  readonly node: Node;
  /** Its operands; at least one is a batch. */
  readonly operands: readonly BatchOperand[];
  /** The shape and type of the output, with the batch axis. */
  readonly spec: TensorSpec;
}

/** A batching rule, as `jax.vmap` has one for each primitive: records the batched operator. */
type Rule = (op: BatchedOp) => Value;

const elementwise: Rule = ({ graph, node, operands, spec }) =>
  graph.op(
    node.type,
    operands.map((operand) => alignRank(graph, operand, spec)),
    spec,
    node.attributes,
  );

const product: Rule = ({ graph, node, operands: [a, b], spec }) => {
  const { transA, transB } = node.attributes;
  const [left, right] = [alignRank(graph, required(a), spec), alignRank(graph, required(b), spec)];
  if (transA === 1 && transB !== 1 && spec.shape.at(-1) === 1) {
    // A column is computed as a row, which needs no transpose of the matrix.
    const row = graph.op('MatMul', [swapLast(graph, right), left], { ...spec, shape: lastSwapped(spec.shape) });
    return swapLast(graph, row);
  }
  const factors = [transA === 1 ? swapLast(graph, left) : left, transB === 1 ? swapLast(graph, right) : right];
  return graph.op('MatMul', factors, spec);
};

const reduction: Rule = ({ graph, node, operands: [x, axes], spec }) => {
  const { value } = required(x);
  if (axes) return graph.op(node.type, [value, shiftAxes(graph, axes.value)], spec, node.attributes);
  const over = node.attributes.axes;
  return graph.op(node.type, [value], spec, {
    ...node.attributes,
    axes: Array.isArray(over) ? over.map(shiftAxis) : [],
  });
};

const alongAxis: Rule = ({ graph, node, operands, spec }) =>
  graph.op(
    node.type,
    operands.map(({ value }) => value),
    spec,
    { ...node.attributes, axis: shiftAxis(Number(node.attributes.axis)) },
  );

const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    [
      'Add Sub Mul Div Pow Max Min Neg Abs Sqrt Exp Log Reciprocal Sign Relu LeakyRelu Elu Selu Sigmoid HardSigmoid Softplus',
      'Tanh Erf Sin Cos Clip Cast Greater GreaterOrEqual Less LessOrEqual Equal Not And Or Where',
    ]
      .flatMap((types) => types.split(' '))
      .map((type) => [type, elementwise]),
  ),
  MatMul: product,
  Gemm: product,
  ReduceSum: reduction,
  ReduceMean: reduction,
  ReduceMax: reduction,
  ReduceMin: reduction,
  ReduceProd: reduction,
  Softmax: alongAxis,
  LogSoftmax: alongAxis,
  Reshape: ({ graph, operands: [x], spec }) => reshape(graph, required(x).value, spec.shape),
  Expand: ({ graph, operands: [x], spec }) => expand(graph, alignRank(graph, required(x), spec), spec.shape),
  Transpose: ({ graph, node, operands: [x] }) => {
    const { perm } = node.attributes;
    return transpose(graph, required(x).value, [0, ...(Array.isArray(perm) ? perm.map(shiftAxis) : [])]);
  },
  Slice: ({ graph, operands: [x, starts, ends, axes, steps], spec }) => {
    const rest = steps ? [steps.value] : [];
    const inputs = [
      ...[x, starts, ends].map((input) => required(input).value),
      shiftAxes(graph, required(axes).value),
      ...rest,
    ];
    return graph.op('Slice', inputs, spec);
  },
  Concat: ({ graph, node, operands, spec }) => {
    const [count = 1] = spec.shape;
    const whole = operands.map(({ value, batchSize }) =>
      batchSize === undefined
        ? expand(graph, reshape(graph, value, [1, ...value.shape]), [count, ...value.shape])
        : value,
    );
    return concat(graph, whole, shiftAxis(Number(node.attributes.axis)));
  },
};

/**
 * Whether there is a batching rule for a node.
 *
 * @param node - The node.
 */
export function isBatchable({ type, inputs, outputs, attributes }: Node): boolean {
  if (!Object.hasOwn(rules, type) || outputs.length !== 1 || inputs.includes(undefined)) return false;
  if (type === 'Slice') return inputs.length > 3 && inputs.slice(1).every((input) => input && isConstant(input));
  if (type === 'MatMul' || type === 'Gemm')
    return inputs.length === 2 && inputs.every((x) => (x?.shape.length ?? 0) > 1);
  return !('axis' in attributes) || Number(attributes.axis) >= 0;
}

/**
 * Records a group of nodes as one batched node.
 *
 * @param op - The group.
 */
export function recordBatched(op: BatchedOp): Value {
  const rule = rules[op.node.type];
  if (!rule) throw new RangeError(`${op.node.type} has no batching rule`);
  return rule(op);
}

/** An operand with axes of length 1 after the batch axis, so that it broadcasts to the output. */
function alignRank(graph: Graph, { value, batchSize }: BatchOperand, { shape }: TensorSpec): Value {
  if (batchSize === undefined) return value;
  const missing = new Array<number>(shape.length - value.shape.length).fill(1);
  return reshape(graph, value, [batchSize, ...missing, ...value.shape.slice(1)]);
}

function swapLast(graph: Graph, x: Value): Value {
  return transpose(graph, x, lastSwapped(x.shape.map((_, axis) => axis)));
}

function lastSwapped(axes: readonly number[]): readonly number[] {
  return [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
}

/** Axes after the batch axis has been inserted before them. */
function shiftAxes(graph: Graph, axes: Value): Value {
  return graph.ints(Array.from(axes.constant ?? [], Number).map(shiftAxis));
}

function shiftAxis(axis: number): number {
  return axis + 1;
}

function required(operand: BatchOperand | undefined): BatchOperand {
  if (!operand) throw new RangeError('an input is missing');
  return operand;
}
