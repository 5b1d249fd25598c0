import { backend_util } from '@tensorflow/tfjs-core';
import type { Dilation2DAttrs } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { binary } from './arithmetic.ts';
import { kernel } from './kernel.ts';
import { concat, pad, reshape, slice } from './shapes.ts';
import { four, type Window, window2d } from './window.ts';

type Side = 'x' | 'filter';

kernel<Side, Dilation2DAttrs>('Dilation2D', (graph, { x, filter }, attrs) => {
  const sums = sumsOf(graph, { x, filter, window: windowOf(x, filter, attrs) });
  const [first] = sums;
  return first && sums.length > 1 ? graph.op('Max', sums, first) : (first ?? x);
});

// Gradients at one position are added.
kernel<Side | 'dy', Dilation2DAttrs>('Dilation2DBackpropInput', (graph, { x, filter, dy }, attrs) => {
  const window = windowOf(x, filter, attrs);
  const { batch, inChannels, input, before, dilations, strides } = window;
  const [height = 1, width = 1] = paddedLengths(window);
  const row = width * inChannels;
  const counts = dy.shape;
  const rows = constant(graph, [counts[0] ?? 1, counts[1] ?? 1, 1, 1], (index) => {
    const [image, place] = [Math.floor(index / (counts[1] ?? 1)), index % (counts[1] ?? 1)];
    return (image * height + place * (strides[0] ?? 1)) * row;
  });
  const columns = constant(graph, [1, 1, counts[2] ?? 1, inChannels], (index) => {
    const [place, channel] = [Math.floor(index / inChannels), index % inChannels];
    return place * (strides[1] ?? 1) * inChannels + channel;
  });
  const taps = tapsOf(window).map(([i, j]) => i * (dilations[0] ?? 1) * row + j * (dilations[1] ?? 1) * inChannels);
  const largest = largestOf(graph, { x, filter, window });
  const within = graph.op('Gather', [graph.ints(taps), largest], { shape: counts, dtype: 'int64' }, { axis: 0 });
  const places = reshape(graph, binary(graph, 'Add', binary(graph, 'Add', rows, columns), within), [sizeOf(counts)]);
  const size = [batch * height * row];
  const inputs = [graph.scalarConstant(0, size, dy.dtype), places, reshape(graph, dy, [sizeOf(counts)])];
  const sums = graph.op('ScatterElements', inputs, { shape: size, dtype: dy.dtype }, { axis: 0, reduction: 'add' });
  const part = { begin: [0, ...before, 0], size: [batch, ...input, inChannels] };
  return slice(graph, reshape(graph, sums, [batch, height, width, inChannels]), part);
});

kernel<Side | 'dy', Dilation2DAttrs>('Dilation2DBackpropFilter', (graph, { x, filter, dy }, attrs) => {
  const window = windowOf(x, filter, attrs);
  const places = sizeOf(dy.shape.slice(0, -1));
  const { inChannels } = window;
  const largest = reshape(graph, largestOf(graph, { x, filter, window }), [1, places, inChannels]);
  const numbers = graph.constant(
    BigInt64Array.from(tapsOf(window), (_, index) => BigInt(index)),
    [tapsOf(window).length, 1, 1],
    'int64',
  );
  const shape = [tapsOf(window).length, places, inChannels];
  const has = graph.op('Equal', [numbers, largest], { shape, dtype: 'bool' });
  const amounts = reshape(graph, dy, [1, places, inChannels]);
  const shares = graph.op('Where', [has, amounts, graph.scalarConstant(0, [], dy.dtype)], { shape, dtype: dy.dtype });
  const summed = { shape: [shape[0] ?? 1, inChannels], dtype: dy.dtype };
  return reshape(graph, graph.op('ReduceSum', [shares, graph.ints([1])], summed, { keepdims: 0 }), filter.shape);
});

interface Operands {
  readonly x: Value;
  readonly filter: Value;
  readonly window: Window;
}

/** For each kernel position, row by row, the sum of the filter and the image under it. */
function sumsOf(graph: Graph, { x, filter, window }: Operands): readonly Value[] {
  const { batch, inChannels, before, after, dilations, output, strides } = window;
  const paddings = [
    [0, 0] as const,
    ...before.map((length, axis) => [length, after[axis] ?? 0] as const),
    [0, 0] as const,
  ];
  const nothing = graph.scalarConstant(Number.NEGATIVE_INFINITY, [], x.dtype);
  const images = pad(graph, x, paddings, { mode: 'constant', value: nothing });
  const spec = { shape: [batch, ...output, inChannels], dtype: x.dtype };
  return tapsOf(window).map((tap) => {
    const begin = tap.map((place, axis) => place * (dilations[axis] ?? 1));
    const end = begin.map((start, axis) => start + ((output[axis] ?? 1) - 1) * (strides[axis] ?? 1) + 1);
    const bounds = [begin, end, [1, 2], strides].map((numbers) => graph.ints(numbers));
    const read = graph.op('Slice', [images, ...bounds], spec);
    const weights = slice(graph, filter, { begin: [...tap, 0], size: [1, 1, inChannels] });
    return binary(graph, 'Add', read, reshape(graph, weights, [inChannels]));
  });
}

/** The kernel position with the largest sum; the first of several. */
function largestOf(graph: Graph, operands: Operands): Value {
  const sums = sumsOf(graph, operands).map((sum) => reshape(graph, sum, [1, ...sum.shape]));
  const [, ...shape] = sums[0]?.shape ?? [];
  return graph.op('ArgMax', [concat(graph, sums, 0)], { shape, dtype: 'int64' }, { axis: 0, keepdims: 0 });
}

function tapsOf({ filter: [height = 1, width = 1] }: Window): readonly (readonly [number, number])[] {
  return Array.from({ length: height * width }, (_, index) => [Math.floor(index / width), index % width] as const);
}

function paddedLengths({ input, before, after }: Window): readonly number[] {
  return input.map((length, axis) => length + (before[axis] ?? 0) + (after[axis] ?? 0));
}

function windowOf(x: Value, filter: Value, { strides, pad: padding, dilations }: Dilation2DAttrs): Window {
  const [height = 1, width = 1, channels = 1] = filter.shape;
  const shape: [number, number, number] = [height, width, channels];
  return window2d(backend_util.computeDilation2DInfo(four(x.shape), shape, strides, padding, 'NHWC', dilations));
}

function constant(graph: Graph, shape: readonly number[], number: (index: number) => number): Value {
  const numbers = BigInt64Array.from({ length: sizeOf(shape) }, (_, index) => BigInt(number(index)));
  return graph.constant(numbers, shape, 'int64');
}
