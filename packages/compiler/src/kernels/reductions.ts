import type { ArgMaxAttrs, SoftmaxAttrs, TopKAttrs } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import { sizeOf } from '../host-tensor.ts';
import type { GraphType, Value } from '../graph/value.ts';
import { arithmetic, scalar } from './arithmetic.ts';
import { beforeChannelsLast, channelsLast, channelsLastOrder } from './channels.ts';
import { kernel } from './kernel.ts';
import { pointwise } from './pointwise.ts';
import { factorsOf } from './products.ts';
import { reshape } from './shapes.ts';
import { cast, choose } from './number-types.ts';

/** The axes of a reduction. */
interface Over {
  readonly axis: number | number[];
  /** What Max calls its axes. */
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

/** From this many rows on, ONNX Runtime sums far faster by a product with ones. */
const manyRows = 8;

const reductions: Record<string, string> = {
  Sum: 'ReduceSum',
  Mean: 'ReduceMean',
  Max: 'ReduceMax',
  Min: 'ReduceMin',
  Prod: 'ReduceProd',
};

for (const [name, type] of Object.entries(reductions)) {
  kernel<'x', Over>(name, (graph, { x }, over) => {
    if (name === 'Mean') return reduce(graph, type, cast(graph, x, 'float32'), over);
    const result = reduce(graph, type, x.dtype === 'bool' ? cast(graph, x, 'int32') : x, over);
    // The largest of true and false is one of them; their sum or product is an integer.
    return x.dtype === 'bool' && (name === 'Max' || name === 'Min') ? cast(graph, result, 'bool') : result;
  });
}

kernel<'x', Over>('All', (graph, { x }, over) =>
  cast(graph, reduce(graph, 'ReduceMin', cast(graph, x, 'int32'), over), 'bool'),
);
kernel<'x', Over>('Any', (graph, { x }, over) =>
  cast(graph, reduce(graph, 'ReduceMax', cast(graph, x, 'int32'), over), 'bool'),
);

for (const name of ['ArgMax', 'ArgMin']) {
  kernel<'x', ArgMaxAttrs>(name, (graph, { x }, { axis }) => {
    const along = util.parseAxisParam(axis, [...x.shape])[0] ?? 0;
    const shape = x.shape.filter((_, index) => index !== along);
    if (sizeOf(x.shape) === 0) return graph.scalarConstant(0, shape, 'int32');
    const find = (type: string, number: Value): Value =>
      cast(graph, graph.op(type, [number], { shape, dtype: 'int64' }, { axis: along, keepdims: 0 }), 'int32');
    if (x.dtype !== 'float32') return find(name, cast(graph, x, 'int32'));
    // The first NaN, or where there is none the first of the largest or smallest numbers.
    const isNaN = pointwise(graph, 'IsNaN', [x], { shape: x.shape, dtype: 'bool' });
    const number = pointwise(graph, 'Where', [isNaN, scalar(graph, 0), x], x);
    const lost = cast(graph, isNaN, 'int32');
    const isLost = cast(graph, reduce(graph, 'ReduceMax', lost, { axis: along }), 'bool');
    return choose(graph, isLost, [find('ArgMax', lost), find(name, number)], shape);
  });
}

kernel<'logits', SoftmaxAttrs>('Softmax', (graph, { logits }, { dim }) =>
  graph.op('Softmax', [logits], logits, { axis: dim < 0 ? dim + logits.shape.length : dim }),
);
kernel<'x', TopKAttrs>('TopK', (graph, { x }, { k, sorted }) => {
  const shape = [...x.shape.slice(0, -1), k];
  const number = x.dtype === 'bool' ? cast(graph, x, 'int32') : x;
  const specs = [
    { shape, dtype: number.dtype },
    { shape, dtype: 'int64' as const },
  ];
  const [values, indices] = graph.ops('TopK', [number, graph.ints([k])], specs, { sorted: Number(sorted) });
  return values && indices ? [cast(graph, values, x.dtype), cast(graph, indices, 'int32')] : [];
});

/**
 * A reduction.
 *
 * @param graph - The graph.
 * @param type - The ONNX operator.
 * @param x - What is reduced.
 * @param over - Its axes.
 */
export function reduce(
  graph: Graph,
  type: string,
  x: Value,
  { axis, reductionIndices = axis, keepDims = false }: Over,
): Value {
  const axes = util.parseAxisParam(reductionIndices, [...x.shape]);
  const kept = x.shape.map((length, index) => (axes.includes(index) ? 1 : length));
  const shape = keepDims ? kept : x.shape.filter((_, index) => !axes.includes(index));
  if (axes.every((along) => x.shape[along] === 1)) return reshape(graph, x, shape);
  if (sizeOf(x.shape) === 0) return graph.scalarConstant(ofNothing(type, x.dtype), shape, x.dtype);
  if (x.scalar !== undefined && x.dtype === 'float32') {
    const count = type === 'ReduceSum' ? sizeOf(x.shape) / sizeOf(kept) : 1;
    if (type !== 'ReduceProd') return graph.scalarConstant(x.scalar * count, shape, x.dtype);
  }
  const centre = type === 'ReduceSum' ? centreOf(x, axes) : undefined;
  if (centre) return reshape(graph, arithmetic(graph, 'Mul', centre, graph.scalarConstant(0, kept, x.dtype)), shape);
  const before = beforeChannelsLast(x);
  if (before?.shape.length === x.shape.length) {
    const order = channelsLastOrder(x.shape.length);
    const first = reduce(graph, type, before, { axis: axes.map((axis) => order[axis] ?? 0), keepDims: true });
    return reshape(graph, channelsLast(graph, first), shape);
  }
  const factors = type === 'ReduceSum' || type === 'ReduceMean' ? factorsOf(graph, x, axes) : undefined;
  if (factors) {
    // The last factors first: a gradient was most likely multiplied before.
    const varying = factors.varying.reduceRight((product, factor) => arithmetic(graph, 'Mul', product, factor));
    const sum = reduce(graph, type, varying, { axis: axes, keepDims: true });
    return reshape(
      graph,
      factors.fixed.reduce((product, factor) => arithmetic(graph, 'Mul', product, factor), sum),
      shape,
    );
  }
  const rows = sizeOf(x.shape.slice(0, axes.length));
  const leading = axes.every((axis) => axis < axes.length);
  if (type === 'ReduceSum' && leading && axes.length < x.shape.length && rows >= manyRows && x.dtype === 'float32') {
    const columns = sizeOf(x.shape) / rows;
    const inputs = [graph.scalarConstant(1, [1, rows], x.dtype), reshape(graph, x, [rows, columns])];
    return reshape(graph, graph.op('MatMul', inputs, { shape: [1, columns], dtype: x.dtype }), shape);
  }
  const keepdims = Number(keepDims);
  // Of these only ReduceSum takes its axes as an input in opset 17.
  if (type === 'ReduceSum') return graph.op(type, [x, graph.ints(axes)], { shape, dtype: x.dtype }, { keepdims });
  return graph.op(type, [x], { shape, dtype: x.dtype }, { axes, keepdims });
}

/** What TensorFlow.js gives for no numbers at all; none is the largest, and int32 has no other number for that than 0. */
function ofNothing(type: string, dtype: GraphType): number {
  if (type === 'ReduceSum' || type === 'ReduceMean') return 0;
  if (type === 'ReduceProd') return 1;
  return dtype === 'float32' ? NaN : 0;
}

/**
 * The mean that was subtracted, where a value is the deviation of numbers from their mean along these axes. Deviations add up to 0, or
 * to NaN where a number is infinite or NaN: to 0 times the mean.
 */
function centreOf({ node }: Value, axes: readonly number[]): Value | undefined {
  const [numbers, mean] = node?.type === 'Sub' ? node.inputs : [];
  if (mean?.node?.type !== 'ReduceMean' || mean.node.inputs[0] !== numbers || !mean.node.attributes.keepdims)
    return undefined;
  const over = mean.node.attributes.axes;
  const isSame = Array.isArray(over) && over.length === axes.length && axes.every((axis) => over.includes(axis));
  return isSame ? mean : undefined;
}
