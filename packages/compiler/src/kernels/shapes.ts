import { CompileError, UnsupportedOpError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { sameShape, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';

/**
 * A reshape.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param shape - The shape, of the same size.
 */
export function reshape(graph: Graph, x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  if (sizeOf(x.shape) !== sizeOf(shape)) {
    throw new CompileError(`compile: numbers of shape [${x.shape.join()}] do not fit shape [${shape.join()}].`);
  }
  if (x.scalar !== undefined) return graph.scalarConstant(x.scalar, shape, x.dtype);
  const before = x.node?.type === 'Reshape' ? x.node.inputs[0] : undefined;
  if (before) return reshape(graph, before, shape);
  return graph.op('Reshape', [x, graph.ints(shape)], { shape, dtype: x.dtype });
}

/**
 * A transpose.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param perm - For each axis of the result, the axis of `x` that it is.
 */
export function transpose(graph: Graph, x: Value, perm: readonly number[]): Value {
  const shape = perm.map((axis) => x.shape[axis] ?? 1);
  if (perm.every((axis, index) => axis === index)) return x;
  if (x.scalar !== undefined) return graph.scalarConstant(x.scalar, shape, x.dtype);
  const before = x.node?.type === 'Transpose' ? x.node.inputs[0] : undefined;
  const first = x.node?.attributes.perm;
  const moved = perm.filter((axis) => x.shape[axis] !== 1);
  if (moved.every((axis, at) => at === 0 || axis > (moved[at - 1] ?? 0))) return reshape(graph, x, shape);
  if (before && Array.isArray(first)) {
    return transpose(
      graph,
      before,
      perm.map((axis) => Number(first[axis])),
    );
  }
  return graph.op('Transpose', [x], { shape, dtype: x.dtype }, { perm });
}

/**
 * A slice: along each axis, `size` elements from `begin` on.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param part - Where the part begins, and how long it is, along each axis.
 */
export function slice(graph: Graph, x: Value, part: { begin: readonly number[]; size: readonly number[] }): Value {
  const { begin, size } = part;
  if (sameShape(x.shape, size)) return x;
  const end = begin.map((start, axis) => start + (size[axis] ?? 0));
  const axes = begin.map((_, axis) => axis);
  return graph.op('Slice', [x, graph.ints(begin), graph.ints(end), graph.ints(axes)], { shape: size, dtype: x.dtype });
}

/**
 * A concatenation of values along an axis.
 *
 * @param graph - The graph.
 * @param values - The values.
 * @param axis - The axis.
 */
export function concat(graph: Graph, values: readonly Value[], axis: number): Value {
  const [first] = values;
  if (!first) throw new UnsupportedOpError('Concat', 'of nothing');
  const filled = values.filter((value) => sizeOf(value.shape) > 0);
  if (filled.length === 1 && filled[0]) return filled[0];
  const shape = [...first.shape];
  shape[axis] = values.reduce((sum, value) => sum + (value.shape[axis] ?? 0), 0);
  const pieces = axis === 0 ? filled.map(piecesOfRow) : [];
  if (pieces.length > 0 && pieces.every((row) => row.length > 0)) {
    return reshape(graph, concat(graph, pieces.flat(), 0), shape);
  }
  return graph.op('Concat', filled, { shape, dtype: first.dtype }, { axis });
}

/** The values that a row of a matrix is a concatenation of, if it is one: their elements are then copied once, not twice. */
function piecesOfRow({ node, shape }: Value): readonly Value[] {
  const row = node?.type === 'Reshape' ? node.inputs[0] : undefined;
  if (shape.length !== 2 || shape[0] !== 1 || row?.shape.length !== 1 || row.node?.type !== 'Concat') return [];
  return row.node.inputs.filter((input) => input !== undefined);
}

/**
 * A split along an axis.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param sizes - The lengths of the parts.
 * @param axis - The axis.
 */
export function parts(graph: Graph, x: Value, sizes: readonly number[], axis: number): readonly Value[] {
  if (sizes.length === 1) return [x];
  const specs = sizes.map((size) => ({
    shape: x.shape.map((length, at) => (at === axis ? size : length)),
    dtype: x.dtype,
  }));
  return graph.ops('Split', [x, graph.ints(sizes)], specs, { axis });
}

/**
 * A padding.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param paddings - How many, before and after along each axis.
 * @param how - The mode as ONNX names it, and the number of a constant padding.
 */
export function pad(
  graph: Graph,
  x: Value,
  paddings: readonly (readonly [number, number])[],
  how: { mode: string; value?: Value },
): Value {
  const { mode, value } = how;
  if (paddings.length !== x.shape.length || paddings.flat().some((length) => length < 0)) {
    throw new CompileError(
      `compile: padding takes two lengths from 0 on for each axis of [${x.shape.join()}], received [${paddings.join('] [')}].`,
    );
  }
  if (paddings.every(([before, after]) => before + after === 0)) return x;
  const shape = x.shape.map((length, axis) => length + (paddings[axis]?.[0] ?? 0) + (paddings[axis]?.[1] ?? 0));
  const pads = graph.ints([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
  return graph.op('Pad', [x, pads, value], { shape, dtype: x.dtype }, { mode });
}

/**
 * A broadcast to a larger shape.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param shape - The shape.
 */
export function expand(graph: Graph, x: Value, shape: readonly number[]): Value {
  if (x.scalar !== undefined) return graph.scalarConstant(x.scalar, shape, x.dtype);
  if (sameShape(x.shape, shape)) return x;
  return graph.op('Expand', [x, graph.ints(shape)], { shape, dtype: x.dtype });
}

/**
 * A value reversed along some axes.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param axes - The axes.
 */
export function reverse(graph: Graph, x: Value, axes: readonly number[]): Value {
  if (axes.length === 0) return x;
  const all = (number: number): Value => graph.ints(axes.map(() => number));
  return graph.op('Slice', [x, all(-1), all(-(2 ** 31)), graph.ints(axes), all(-1)], x);
}
