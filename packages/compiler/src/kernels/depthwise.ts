import type {
  DepthwiseConv2dNativeAttrs,
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
  FusedDepthwiseConv2DAttrs,
} from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { activate } from './activation.ts';
import { add } from './bias.ts';
import { convolve, correlate, deconvolve } from './convolution.ts';
import { kernel } from './kernel.ts';
import { reshape, transpose } from './shapes.ts';
import { four, type Window, window2d } from './window.ts';

type Attrs = Pick<DepthwiseConv2dNativeAttrs, 'strides' | 'pad' | 'dimRoundingMode'> & {
  /** TensorFlow.js' own layer does not set it. */
  readonly dilations: [number, number] | number | null;
};

kernel<'x' | 'filter', DepthwiseConv2dNativeAttrs>('DepthwiseConv2dNative', (graph, { x, filter }, attrs) =>
  depthwise(graph, x, filter, attrs),
);

kernel<'x' | 'filter', FusedDepthwiseConv2DAttrs, 'bias' | 'preluActivationWeights'>(
  'FusedDepthwiseConv2D',
  (graph, inputs, attrs) => {
    const y = depthwise(graph, inputs.x, inputs.filter, attrs);
    const { bias } = inputs;
    return activate(graph, bias ? add(graph, y, bias) : y, attrs, inputs.preluActivationWeights);
  },
);

kernel<'dy' | 'filter', DepthwiseConv2dNativeBackpropInputAttrs>(
  'DepthwiseConv2dNativeBackpropInput',
  (graph, { dy, filter }, attrs) => {
    const window = windowOf(attrs.inputShape, filter.shape, attrs);
    return deconvolve(graph, dy, depthFilter(graph, filter), window, { group: window.inChannels });
  },
);

kernel<'x' | 'dy', DepthwiseConv2dNativeBackpropFilterAttrs>(
  'DepthwiseConv2dNativeBackpropFilter',
  (graph, { x, dy }, attrs) => {
    const window = windowOf(x.shape, attrs.filterShape, attrs);
    const { batch, inChannels, outChannels, filter } = window;
    const multiplier = outChannels / inChannels;
    // Each channel of each image is an image of its own: one group a channel, whose filters are dy.
    const images = reshape(graph, transpose(graph, x, [3, 0, 1, 2]), [1, inChannels * batch, ...window.input]);
    const split = reshape(graph, dy, [batch, ...window.output, inChannels, multiplier]);
    const filters = reshape(graph, transpose(graph, split, [3, 4, 0, 1, 2]), [outChannels, batch, ...window.output]);
    const gradient = correlate(graph, images, filters, window, inChannels);
    return transpose(graph, reshape(graph, gradient, [inChannels, multiplier, ...filter]), [2, 3, 0, 1]);
  },
);

function depthwise(graph: Graph, x: Value, filter: Value, attrs: Attrs): Value {
  const window = windowOf(x.shape, filter.shape, attrs);
  return convolve(graph, x, depthFilter(graph, filter), window, { group: window.inChannels });
}

function windowOf(inputShape: readonly number[], filterShape: readonly number[], attrs: Attrs): Window {
  const { strides, pad, dilations, dimRoundingMode } = attrs;
  return window2d(
    backend_util.computeConv2DInfo(
      four(inputShape),
      four(filterShape),
      strides,
      dilations ?? 1,
      pad,
      dimRoundingMode,
      true,
    ),
  );
}

/** [height, width, channels, multiplier] → [channels · multiplier, 1, height, width]. */
function depthFilter(graph: Graph, filter: Value): Value {
  const [height, width, channels, multiplier] = four(filter.shape);
  return reshape(graph, transpose(graph, filter, [2, 3, 0, 1]), [channels * multiplier, 1, height, width]);
}
