import type { Graph } from '../graph/graph.ts';
import { isConstant, type Value } from '../graph/value.ts';
import { viewOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';
import { concat, reshape, slice } from '../kernels/shapes.ts';

/**
 * Values of one shape stacked along a new first axis (`torch.stack`). Where they are slices of one value at equal strides, as the
 * parameters of heads are in a vector of all parameters, the stack is one strided slice of it; parts of a split value are that value again.
 *
 * @param graph - The graph.
 * @param values - The values.
 */
export function stackValues(graph: Graph, values: readonly Value[]): Value {
  const shape = values[0]?.shape ?? [];
  const stacked = [values.length, ...shape];
  const stridedSlice = stridedRows(graph, values);
  if (stridedSlice) return reshape(graph, stridedSlice, stacked);
  const rows = values.map((value) => reshape(graph, value, shape.length === 0 ? [1] : shape));
  return reshape(graph, concat(graph, rows, 0), stacked);
}

/** The values as the rows of a strided slice of one value. */
function stridedRows(graph: Graph, values: readonly Value[]): Value | undefined {
  const [first, second] = values.map(viewOf);
  if (!first || !second || isConstant(first.source)) return undefined;
  const { source, offset } = first;
  const [distance, width] = [second.offset - offset, sizeOf(values[0]?.shape ?? [])];
  const [count, total] = [values.length, sizeOf(source.shape)];
  const regular = values.every((value, index) => {
    const view = viewOf(value);
    return view.source === source && view.offset === offset + index * distance;
  });
  const start = Math.min(offset, total - count * distance);
  if (!regular || distance < width || start < 0 || offset - start + width > distance) return undefined;
  const stretch = slice(graph, reshape(graph, source, [total]), { begin: [start], size: [count * distance] });
  const rows = reshape(graph, stretch, [count, distance]);
  return slice(graph, rows, { begin: [0, offset - start], size: [count, width] });
}
