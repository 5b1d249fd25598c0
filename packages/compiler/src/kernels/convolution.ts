import type {
  Conv2DAttrs,
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  DepthwiseConv2dNativeAttrs,
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
  FusedConv2DAttrs,
} from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';

import { UnsupportedOpError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Attributes, Value } from '../graph/value.ts';
import { activate } from './activation.ts';
import { arithmetic } from './arithmetic.ts';
import { kernel } from './kernel.ts';
import { reshape, transpose } from './reshaping.ts';

type ConvInfo = backend_util.Conv2DInfo;
type Shape4 = [number, number, number, number];
type DepthwiseAttrs = Pick<DepthwiseConv2dNativeAttrs, 'strides' | 'pad' | 'dimRoundingMode'> & {
  /** TensorFlow.js' own layer gives none. */
  readonly dilations: [number, number] | number | null;
};

/**
 * Pictures with the channel first, as ONNX has them.
 *
 * @param graph - The graph.
 * @param x - Pictures with the channel last.
 */
export function channelsFirst(graph: Graph, x: Value): Value {
  return transpose(graph, x, [0, 3, 1, 2]);
}

/**
 * Pictures with the channel last, as TensorFlow.js has them.
 *
 * @param graph - The graph.
 * @param x - Pictures with the channel first.
 */
export function channelsLast(graph: Graph, x: Value): Value {
  return transpose(graph, x, [0, 2, 3, 1]);
}

/**
 * A shape as TensorFlow.js' helpers want it.
 *
 * @param shape - A shape of rank 4.
 */
export function four([a = 1, b = 1, c = 1, d = 1]: readonly number[]): Shape4 {
  return [a, b, c, d];
}

kernel<'x' | 'filter', Conv2DAttrs>('Conv2D', (graph, { x, filter }, attrs) => conv2d(graph, x, filter, attrs));

kernel<'x' | 'filter', FusedConv2DAttrs, 'bias' | 'preluActivationWeights'>('FusedConv2D', (graph, inputs, attrs) => {
  const y = conv2d(graph, inputs.x, inputs.filter, attrs);
  const { bias } = inputs;
  return activate(graph, bias ? arithmetic(graph, 'Add', y, bias) : y, attrs, inputs.preluActivationWeights);
});

kernel<'x' | 'dy', Conv2DBackpropFilterAttrs>('Conv2DBackpropFilter', (graph, { x, dy }, attrs) => {
  const { strides, pad, dimRoundingMode, filterShape } = attrs;
  const info = backend_util.computeConv2DInfo(four(x.shape), filterShape, strides, 1, pad, dimRoundingMode);
  checkLayout('Conv2DBackpropFilter', attrs.dataFormat);
  // dW[·,·,c,o] = Σ over pictures of x[c] ⋆ dy[o]: a convolution whose batch is the channel and whose stride dilates dy.
  const pictures = transpose(graph, x, [3, 0, 1, 2]);
  const filters = transpose(graph, dy, [3, 0, 1, 2]);
  const spec = { shape: [info.inChannels, info.outChannels, ...spread(info)], dtype: x.dtype } as const;
  const wide = graph.op('Conv', [pictures, filters], spec, {
    dilations: [info.strideHeight, info.strideWidth],
    pads: pads(info),
  });
  return transpose(graph, crop(graph, wide, info), [2, 3, 0, 1]);
});

kernel<'dy' | 'filter', Conv2DBackpropInputAttrs>('Conv2DBackpropInput', (graph, { dy, filter }, attrs) => {
  const { strides, pad, dimRoundingMode, inputShape } = attrs;
  const info = backend_util.computeConv2DInfo(inputShape, four(filter.shape), strides, 1, pad, dimRoundingMode);
  checkLayout('Conv2DBackpropInput', attrs.dataFormat);
  const weights = transpose(graph, filter, [3, 2, 0, 1]);
  const { inChannels, inHeight, inWidth, batchSize } = info;
  const spec = { shape: [batchSize, inChannels, inHeight, inWidth], dtype: dy.dtype } as const;
  return channelsLast(graph, graph.op('ConvTranspose', [channelsFirst(graph, dy), weights], spec, backwards(info)));
});

kernel<'x' | 'filter', DepthwiseConv2dNativeAttrs>('DepthwiseConv2dNative', (graph, { x, filter }, attrs) => {
  const info = depthwise(x.shape, filter.shape, attrs);
  return conv(graph, x, depthFilter(graph, filter), info, { group: info.inChannels });
});

kernel<'dy' | 'filter', DepthwiseConv2dNativeBackpropInputAttrs>(
  'DepthwiseConv2dNativeBackpropInput',
  (graph, { dy, filter }, attrs) => {
    const info = depthwise(attrs.inputShape, filter.shape, attrs);
    const { inChannels, inHeight, inWidth, batchSize } = info;
    const spec = { shape: [batchSize, inChannels, inHeight, inWidth], dtype: dy.dtype } as const;
    const attributes = { ...backwards(info), group: inChannels };
    const inputs = [channelsFirst(graph, dy), depthFilter(graph, filter)];
    return channelsLast(graph, graph.op('ConvTranspose', inputs, spec, attributes));
  },
);

kernel<'x' | 'dy', DepthwiseConv2dNativeBackpropFilterAttrs>(
  'DepthwiseConv2dNativeBackpropFilter',
  (graph, { x, dy }, attrs) => {
    const info = depthwise(four(x.shape), attrs.filterShape, attrs);
    const { inChannels, inHeight, inWidth, outHeight, outWidth, batchSize, outChannels } = info;
    const multiplier = outChannels / inChannels;
    // Each channel of each picture is a picture of its own: one group a channel, whose filters are dy.
    const pictures = reshape(graph, transpose(graph, x, [3, 0, 1, 2]), [1, inChannels * batchSize, inHeight, inWidth]);
    const split = reshape(graph, dy, [batchSize, outHeight, outWidth, inChannels, multiplier]);
    const filters = reshape(graph, transpose(graph, split, [3, 4, 0, 1, 2]), [
      outChannels,
      batchSize,
      outHeight,
      outWidth,
    ]);
    const spec = { shape: [1, outChannels, ...spread(info)], dtype: x.dtype } as const;
    const wide = graph.op('Conv', [pictures, filters], spec, {
      dilations: [info.strideHeight, info.strideWidth],
      pads: pads(info),
      group: inChannels,
    });
    const { filterHeight, filterWidth } = info;
    const narrow = reshape(graph, crop(graph, wide, info), [inChannels, multiplier, filterHeight, filterWidth]);
    return transpose(graph, narrow, [2, 3, 0, 1]);
  },
);

function conv2d(graph: Graph, x: Value, filter: Value, attrs: Conv2DAttrs): Value {
  const { strides, pad, dilations, dimRoundingMode } = attrs;
  checkLayout('Conv2D', attrs.dataFormat);
  const info = backend_util.computeConv2DInfo(
    four(x.shape),
    four(filter.shape),
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  return conv(graph, x, transpose(graph, filter, [3, 2, 0, 1]), info, {});
}

function conv(graph: Graph, x: Value, weights: Value, info: ConvInfo, more: Attributes): Value {
  const spec = { shape: [info.batchSize, info.outChannels, info.outHeight, info.outWidth], dtype: x.dtype } as const;
  return channelsLast(
    graph,
    graph.op('Conv', [channelsFirst(graph, x), weights], spec, { ...forwards(info), ...more }),
  );
}

function depthwise(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations, dimRoundingMode }: DepthwiseAttrs,
): ConvInfo {
  const steps = strides;
  const info = backend_util.computeConv2DInfo(
    four(inputShape),
    four(filterShape),
    steps,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    true,
  );
  if (info.dilationHeight > 1 && info.strideHeight > 1)
    throw new UnsupportedOpError('DepthwiseConv2dNative', 'dilated and strided');
  return info;
}

/** [height, width, channels, multiplier] → [channels · multiplier, 1, height, width]. */
function depthFilter(graph: Graph, filter: Value): Value {
  const [height, width, channels, multiplier] = four(filter.shape);
  return reshape(graph, transpose(graph, filter, [2, 3, 0, 1]), [channels * multiplier, 1, height, width]);
}

function forwards(info: ConvInfo): Attributes {
  return {
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: pads(info),
  };
}

/** As {@link forwards}, with rows and columns added that a stride stepped over at the end. */
function backwards(info: ConvInfo): Attributes {
  const [height = 0, width = 0] = leftOver(info);
  return { ...forwards(info), output_padding: [height, width] };
}

function pads({ padInfo: { top, left, bottom, right } }: ConvInfo): readonly number[] {
  return [top, left, bottom, right];
}

/** How many rows and columns at the end of the padded picture no filter looks at. */
function leftOver(info: ConvInfo): readonly number[] {
  const { padInfo, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } = info;
  return [
    inHeight + padInfo.top + padInfo.bottom - info.effectiveFilterHeight - (outHeight - 1) * strideHeight,
    inWidth + padInfo.left + padInfo.right - info.effectiveFilterWidth - (outWidth - 1) * strideWidth,
  ];
}

/** Height and width of the filter's gradient before what belongs to no weight is cut off. */
function spread(info: ConvInfo): readonly number[] {
  const [height = 0, width = 0] = leftOver(info);
  return [info.effectiveFilterHeight + height, info.effectiveFilterWidth + width];
}

function crop(graph: Graph, x: Value, { filterHeight, filterWidth, dilationHeight, dilationWidth }: ConvInfo): Value {
  const size = [...x.shape.slice(0, 2), filterHeight, filterWidth];
  if (size.every((length, axis) => length === x.shape[axis])) return x;
  const ends = [filterHeight * dilationHeight, filterWidth * dilationWidth];
  const inputs = [
    x,
    graph.ints([0, 0]),
    graph.ints(ends),
    graph.ints([2, 3]),
    graph.ints([dilationHeight, dilationWidth]),
  ];
  return graph.op('Slice', inputs, { shape: size, dtype: x.dtype });
}

function checkLayout(op: string, dataFormat: string): void {
  if (dataFormat === 'NCHW') throw new UnsupportedOpError(op, 'data format NCHW');
}
