import type {
  Conv2DAttrs,
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  Conv3DAttrs,
  Conv3DBackpropFilterV2Attrs,
  Conv3DBackpropInputV2Attrs,
  FusedConv2DAttrs,
} from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';

import { CompileError, UnsupportedOpError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { type Attributes, sameShape, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { activate } from './activation.ts';
import { add } from './bias.ts';
import { channelsFirst, channelsLast } from './channels.ts';
import { kernel } from './kernel.ts';
import { pad, reshape, reverse, transpose } from './shapes.ts';
import { five, four, leftOver, steps, type Window, window2d, window3d } from './window.ts';

/** How much a convolution may change the size of its input for its gradient to be computed by another convolution. */
const mostGrowth = 1.3;

kernel<'x' | 'filter', Conv2DAttrs>('Conv2D', (graph, { x, filter }, attrs) => conv2d(graph, x, filter, attrs));

kernel<'x' | 'filter', FusedConv2DAttrs, 'bias' | 'preluActivationWeights'>('FusedConv2D', (graph, inputs, attrs) => {
  const y = conv2d(graph, inputs.x, inputs.filter, attrs);
  const { bias } = inputs;
  return activate(graph, bias ? add(graph, y, bias) : y, attrs, inputs.preluActivationWeights);
});

kernel<'x' | 'dy', Conv2DBackpropFilterAttrs>('Conv2DBackpropFilter', (graph, { x, dy }, attrs) => {
  const { strides, pad, dimRoundingMode, filterShape } = attrs;
  const info = backend_util.computeConv2DInfo(four(x.shape), filterShape, strides, 1, pad, dimRoundingMode);
  checkLayout('Conv2DBackpropFilter', attrs.dataFormat);
  return filterGradient(graph, x, dy, window2d(info));
});

kernel<'dy' | 'filter', Conv2DBackpropInputAttrs>('Conv2DBackpropInput', (graph, { dy, filter }, attrs) => {
  const { strides, pad, dimRoundingMode, inputShape } = attrs;
  const info = backend_util.computeConv2DInfo(inputShape, four(filter.shape), strides, 1, pad, dimRoundingMode);
  checkLayout('Conv2DBackpropInput', attrs.dataFormat);
  return deconvolve(graph, dy, filterOf(graph, filter), window2d(info));
});

kernel<'x' | 'filter', Conv3DAttrs>('Conv3D', (graph, { x, filter }, { strides, dilations, pad }) => {
  const info = backend_util.computeConv3DInfo(five(x.shape), five(filter.shape), strides, dilations, pad);
  return convolve(graph, x, filterOf(graph, filter), window3d(info));
});

kernel<'x' | 'dy', Conv3DBackpropFilterV2Attrs>('Conv3DBackpropFilterV2', (graph, { x, dy }, attrs) => {
  const info = backend_util.computeConv3DInfo(five(x.shape), attrs.filterShape, attrs.strides, 1, attrs.pad);
  return filterGradient(graph, x, dy, window3d(info));
});

kernel<'dy' | 'filter', Conv3DBackpropInputV2Attrs>('Conv3DBackpropInputV2', (graph, { dy, filter }, attrs) => {
  const info = backend_util.computeConv3DInfo(attrs.inputShape, five(filter.shape), attrs.strides, 1, attrs.pad);
  return deconvolve(graph, dy, filterOf(graph, filter), window3d(info));
});

/**
 * A convolution.
 *
 * @param graph - The graph.
 * @param x - Images or volumes with the channel last.
 * @param weights - The filters as ONNX has them.
 * @param window - How they move.
 * @param more - More attributes.
 */
export function convolve(graph: Graph, x: Value, weights: Value, window: Window, more: Attributes = {}): Value {
  const spec = { shape: [window.batch, window.outChannels, ...window.output], dtype: x.dtype } as const;
  const attributes = { ...steps(window), dilations: window.dilations, ...more };
  return channelsLast(graph, graph.op('Conv', [channelsFirst(graph, x), weights], spec, attributes));
}

/**
 * The gradient of a convolution with respect to its input.
 *
 * @param graph - The graph.
 * @param dy - The gradient by what comes of it, with the channel last.
 * @param weights - The filters as ONNX has them.
 * @param window - How they move.
 * @param more - More attributes.
 */
export function deconvolve(graph: Graph, dy: Value, weights: Value, window: Window, more: Attributes = {}): Value {
  if (!sameShape(dy.shape.slice(1, -1), window.output)) {
    throw new CompileError(
      `compile: a transposed convolution to lengths [${window.input.join()}] takes lengths [${window.output.join()}], received [${dy.shape.slice(1, -1).join()}].`,
    );
  }
  const reversed = reverseOf(window);
  if (reversed && more.group === undefined) return convolve(graph, dy, mirrored(graph, weights), reversed);
  const spec = { shape: [window.batch, window.inChannels, ...window.input], dtype: dy.dtype } as const;
  // The padding at the end covers what a stride skipped.
  const attributes = { ...steps(window), dilations: window.dilations, output_padding: leftOver(window), ...more };
  return channelsLast(graph, graph.op('ConvTranspose', [channelsFirst(graph, dy), weights], spec, attributes));
}

/**
 * A correlation of the input with the gradient of the output: one number for each kernel position.
 *
 * @param graph - The graph.
 * @param images - The input, with channels first.
 * @param filters - The gradient of the output, as filters of ONNX.
 * @param window - How the window moved.
 * @param group - How many groups of channels there are.
 */
export function correlate(graph: Graph, images: Value, filters: Value, window: Window, group = 1): Value {
  // Positions that no window reaches need no padding.
  const rest = leftOver(window);
  const after = window.after.map((length, axis) => Math.max(0, length - (rest[axis] ?? 0)));
  const unused = rest.map((length, axis) => length - (window.after[axis] ?? 0) + (after[axis] ?? 0));
  const spread = window.span.map((length, axis) => length + (unused[axis] ?? 0));
  const { shape } = images;
  const spec = { shape: [shape[0] ?? 1, filters.shape[0] ?? 1, ...spread], dtype: images.dtype };
  // The stride of the window becomes the dilation of dy.
  const wide = graph.op('Conv', [images, filters], spec, {
    pads: [...window.before, ...after],
    dilations: window.strides,
    ...(group > 1 ? { group } : {}),
  });
  return crop(graph, wide, window);
}

/**
 * The window of the convolution that computes the gradient of another one's input with mirrored filters; for stride 1 only, and lengths that change
 * so little that this is less work than a transposed convolution.
 */
function reverseOf(window: Window): Window | undefined {
  const { input, output, span, before, after, strides, inChannels, outChannels } = window;
  if (strides.some((stride) => stride !== 1) || sizeOf(input) > mostGrowth * sizeOf(output)) return undefined;
  const around = (padding: readonly number[]): readonly number[] =>
    padding.map((length, axis) => (span[axis] ?? 1) - 1 - length);
  const [start, end] = [around(before), around(after)];
  if ([...start, ...end].some((length) => length < 0)) return undefined;
  const swapped = { input: output, output: input, inChannels: outChannels, outChannels: inChannels };
  return { ...window, ...swapped, before: start, after: end };
}

/** Filters as ONNX has them, mirrored along each spatial axis, with inputs and outputs exchanged. */
function mirrored(graph: Graph, weights: Value): Value {
  const space = weights.shape.slice(2).map((_, axis) => axis);
  const [within, out] = [space.length, space.length + 1];
  const first = transpose(graph, weights, [...space.map((axis) => axis + 2), 1, 0]);
  return transpose(graph, reverse(graph, first, space), [within, out, ...space]);
}

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
  return convolve(graph, x, filterOf(graph, filter), window2d(info));
}

/**
 * dW[…, c, o] = Σ over images of x[c] ⋆ dy[o]: a convolution whose channel axis is the batch, and whose filters are dy. Along the last
 * spatial axis x keeps its channels side by side, position by position, and dy moves over them: so one large matrix product
 * computes the gradient for all channels.
 */
function filterGradient(graph: Graph, x: Value, dy: Value, window: Window): Value {
  const { batch, inChannels, filter, input, dilations } = window;
  const space = input.map((_, axis) => axis + 1);
  if (sizeOf(filter) === 1) return productGradient(graph, x, dy, window);
  const last = input.length - 1;
  const filters = transpose(graph, dy, [space.length + 1, 0, ...space]);
  if (dilations[last] !== 1) {
    const narrow = correlate(graph, transpose(graph, x, [space.length + 1, 0, ...space]), filters, window);
    return transpose(graph, narrow, [...space.map((axis) => axis + 1), 0, 1]);
  }
  const lines = reshape(graph, x, [1, batch, ...input.slice(0, -1), (input[last] ?? 1) * inChannels]);
  const widened = correlate(graph, lines, filters, widen(window, inChannels));
  const gradient = reshape(graph, widened, [window.outChannels, ...filter, inChannels]);
  return transpose(graph, gradient, [...space, space.length + 1, 0]);
}

/** The gradient of pointwise (1 × 1) filters: the product of the input with the gradient of the output. */
function productGradient(graph: Graph, x: Value, dy: Value, window: Window): Value {
  const { batch, inChannels, outChannels, before, after, strides, output, filter } = window;
  const axes = output.map((_, axis) => axis + 1);
  const around = before.map((length, axis) => [length, after[axis] ?? 0] as const);
  const zero = { mode: 'constant', value: graph.scalarConstant(0, [], x.dtype) };
  const padded = pad(graph, x, [[0, 0], ...around, [0, 0]], zero);
  const ends = output.map((length, axis) => (length - 1) * (strides[axis] ?? 1) + 1);
  const bounds = [axes.map(() => 0), ends, axes, strides].map((numbers) => graph.ints(numbers));
  const seen = { shape: [batch, ...output, inChannels], dtype: x.dtype };
  const images = sameShape(seen.shape, padded.shape) ? padded : graph.op('Slice', [padded, ...bounds], seen);
  const places = sizeOf(dy.shape) / outChannels;
  const factors = [reshape(graph, images, [places, inChannels]), reshape(graph, dy, [places, outChannels])];
  const spec = { shape: [inChannels, outChannels], dtype: x.dtype };
  return reshape(graph, graph.op('Gemm', factors, spec, { transA: 1, transB: 0 }), [
    ...filter,
    inChannels,
    outChannels,
  ]);
}

/** A window each of whose positions along the last axis becomes several. */
function widen(window: Window, times: number): Window {
  const wider = (lengths: readonly number[]): readonly number[] =>
    lengths.map((length, axis) => (axis === lengths.length - 1 ? length * times : length));
  const { input, filter, span, strides, before, after } = window;
  return {
    ...window,
    input: wider(input),
    filter: wider(filter),
    span: wider(span),
    strides: wider(strides),
    before: wider(before),
    after: wider(after),
  };
}

/** […, in, out] → [out, in, …]. */
function filterOf(graph: Graph, filter: Value): Value {
  const rank = filter.shape.length;
  return transpose(graph, filter, [rank - 1, rank - 2, ...filter.shape.slice(2).map((_, axis) => axis)]);
}

/** Slices off the positions that belong to no weight. */
function crop(graph: Graph, x: Value, { filter, dilations }: Window): Value {
  const size = [...x.shape.slice(0, 2), ...filter];
  if (size.every((length, axis) => length === x.shape[axis])) return x;
  const axes = filter.map((_, axis) => axis + 2);
  const ends = filter.map((length, axis) => length * (dilations[axis] ?? 1));
  const inputs = [x, graph.ints(axes.map(() => 0)), graph.ints(ends), graph.ints(axes), graph.ints(dilations)];
  return graph.op('Slice', inputs, { shape: size, dtype: x.dtype });
}

function checkLayout(op: string, dataFormat: string): void {
  if (dataFormat === 'NCHW') throw new UnsupportedOpError(op, 'data format NCHW');
}
