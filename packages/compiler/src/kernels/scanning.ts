import type { CumprodAttrs, CumsumAttrs } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { arithmetic } from './arithmetic.ts';
import { kernel } from './kernel.ts';
import { concat, slice } from './shapes.ts';
import { cast } from './number-types.ts';

kernel<'x', CumsumAttrs>('Cumsum', (graph, { x }, { axis, exclusive, reverse }) => {
  const along = axis < 0 ? axis + x.shape.length : axis;
  const number = x.dtype === 'bool' ? cast(graph, x, 'int32') : x;
  const settings = { exclusive: Number(exclusive), reverse: Number(reverse) };
  return graph.op('CumSum', [number, graph.ints([along])], number, settings);
});

// ONNX has no cumulative product: after round k each position holds the product of the last 2ᵏ.
kernel<'x', CumprodAttrs>('Cumprod', (graph, { x: factors }, { axis, exclusive, reverse }) => {
  const x = factors.dtype === 'bool' ? cast(graph, factors, 'int32') : factors;
  const along = axis < 0 ? axis + x.shape.length : axis;
  const length = x.shape[along] ?? 1;
  const moved = (value: Value, by: number): Value => shift(graph, value, { along, by, reverse });
  let product = exclusive ? moved(x, 1) : x;
  for (let by = 1; by < length; by *= 2) product = arithmetic(graph, 'Mul', product, moved(product, by));
  return product;
});

interface Shift {
  readonly along: number;
  readonly by: number;
  readonly reverse: boolean;
}

/** A value shifted along an axis, forwards or in reverse, and filled up with ones. */
function shift(graph: Graph, x: Value, { along, by, reverse }: Shift): Value {
  const length = x.shape[along] ?? 1;
  const least = Math.min(by, length);
  const ones = graph.scalarConstant(
    1,
    x.shape.map((size, axis) => (axis === along ? least : size)),
    x.dtype,
  );
  if (least === length) return ones;
  const begin = x.shape.map((_, axis) => (axis === along && reverse ? least : 0));
  const size = x.shape.map((whole, axis) => (axis === along ? length - least : whole));
  const rest = slice(graph, x, { begin, size });
  return concat(graph, reverse ? [rest, ones] : [ones, rest], along);
}
