import type { AvgPoolAttrs, MaxPoolAttrs } from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import type { Attributes, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { arithmetic } from './arithmetic.ts';
import { channelsFirst, channelsLast, four } from './convolution.ts';
import { kernel } from './kernel.ts';
import { reshape } from './reshaping.ts';

type PoolInfo = backend_util.Conv2DInfo;

kernel<'x', MaxPoolAttrs>('MaxPool', (graph, { x }, attrs) =>
  channelsLast(graph, maxPool(graph, x, poolInfo(x, attrs)).maxima),
);

kernel<'dy' | 'input' | 'output', MaxPoolAttrs>('MaxPoolGrad', (graph, { dy, input }, attrs) => {
  const info = poolInfo(input, attrs);
  const { batchSize, inChannels, inHeight, inWidth } = info;
  const shape = [batchSize, inChannels, inHeight, inWidth];
  const { places } = maxPool(graph, input, info);
  const result = { shape, dtype: dy.dtype };
  const amounts = channelsFirst(graph, dy);
  const apart = info.strideHeight >= info.filterHeight && info.strideWidth >= info.filterWidth;
  if (apart)
    return channelsLast(graph, graph.op('MaxUnpool', [amounts, places, graph.ints(shape)], result, window(info)));
  // Windows overlap, so what falls on one place is added up.
  const size = [sizeOf(shape)];
  const list = { shape: [sizeOf(dy.shape)], dtype: dy.dtype };
  const at = graph.op('Reshape', [places, graph.ints(list.shape)], { ...list, dtype: 'int64' });
  const inputs = [graph.splat(0, size, dy.dtype), at, reshape(graph, amounts, list.shape)];
  const sums = graph.op('ScatterElements', inputs, { shape: size, dtype: dy.dtype }, { axis: 0, reduction: 'add' });
  return channelsLast(graph, reshape(graph, sums, shape));
});

kernel<'x', AvgPoolAttrs>('AvgPool', (graph, { x }, attrs) => {
  const info = poolInfo(x, attrs);
  return channelsLast(graph, graph.op('AveragePool', [channelsFirst(graph, x)], spec(info, x), window(info)));
});

kernel<'dy' | 'input', AvgPoolAttrs>('AvgPoolGrad', (graph, { dy, input }, attrs) => {
  const info = poolInfo(input, attrs);
  const { inChannels, filterHeight, filterWidth, batchSize, inHeight, inWidth, padInfo } = info;
  // Each mean hands its share to every place of its window inside the picture: a transposed convolution with ones.
  const ones = graph.splat(1, [inChannels, 1, filterHeight, filterWidth], dy.dtype);
  const inside = graph.splat(1, [1, inChannels, inHeight, inWidth], dy.dtype);
  const steps = stepsOf(info);
  const count = { shape: [1, inChannels, info.outHeight, info.outWidth], dtype: dy.dtype } as const;
  const padded = padInfo.top + padInfo.bottom + padInfo.left + padInfo.right > 0;
  const counts = padded
    ? graph.op('Conv', [inside, ones], count, { ...steps, group: inChannels })
    : graph.splat(filterHeight * filterWidth, count.shape, dy.dtype);
  const shares = arithmetic(graph, 'Div', channelsFirst(graph, dy), counts);
  const result = { shape: [batchSize, inChannels, inHeight, inWidth], dtype: dy.dtype } as const;
  const rest = [
    inHeight + padInfo.top + padInfo.bottom - filterHeight - (info.outHeight - 1) * info.strideHeight,
    inWidth + padInfo.left + padInfo.right - filterWidth - (info.outWidth - 1) * info.strideWidth,
  ];
  const attributes = { ...steps, group: inChannels, output_padding: rest };
  return channelsLast(graph, graph.op('ConvTranspose', [shares, ones], result, attributes));
});

function poolInfo(x: Value, { filterSize, strides, pad, dimRoundingMode }: MaxPoolAttrs): PoolInfo {
  return backend_util.computePool2DInfo(four(x.shape), filterSize, strides, 1, pad, dimRoundingMode);
}

function maxPool(graph: Graph, x: Value, info: PoolInfo): { maxima: Value; places: Value } {
  const specs = [spec(info, x), { ...spec(info, x), dtype: 'int64' as const }];
  const [maxima, places] = graph.ops('MaxPool', [channelsFirst(graph, x)], specs, window(info));
  if (!maxima || !places) throw new RangeError('MaxPool gives two values');
  return { maxima, places };
}

function spec({ batchSize, outChannels, outHeight, outWidth }: PoolInfo, { dtype }: Value) {
  return { shape: [batchSize, outChannels, outHeight, outWidth], dtype } as const;
}

function window(info: PoolInfo): Attributes {
  return { kernel_shape: [info.filterHeight, info.filterWidth], ...stepsOf(info) };
}

function stepsOf({ padInfo, strideHeight, strideWidth }: PoolInfo): Attributes {
  return {
    strides: [strideHeight, strideWidth],
    pads: [padInfo.top, padInfo.left, padInfo.bottom, padInfo.right],
  };
}
