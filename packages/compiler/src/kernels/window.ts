import { backend_util } from '@tensorflow/tfjs-core';

import { UnsupportedOpError } from '../errors.ts';
import type { Attributes } from '../graph/value.ts';

/** How a window moves over images or volumes. Each list has one number for each spatial axis. */
export interface Window {
  /** How many images. */
  readonly batch: number;
  /** Channels of the input. */
  readonly inChannels: number;
  /** Channels of the output. */
  readonly outChannels: number;
  /** Lengths of the input. */
  readonly input: readonly number[];
  /** Lengths of the output. */
  readonly output: readonly number[];
  /** Lengths of the window. */
  readonly filter: readonly number[];
  /** Lengths of the window, dilation included. */
  readonly span: readonly number[];
  /** Strides. */
  readonly strides: readonly number[];
  /** Dilations. */
  readonly dilations: readonly number[];
  /** Padding before. */
  readonly before: readonly number[];
  /** Padding after. */
  readonly after: readonly number[];
}

/**
 * The window of a convolution of images, from TensorFlow.js' helper.
 *
 * @param info - The result of the helper.
 */
export function window2d(info: backend_util.Conv2DInfo): Window {
  const { padInfo } = info;
  return reaching({
    batch: info.batchSize,
    inChannels: info.inChannels,
    outChannels: info.outChannels,
    input: [info.inHeight, info.inWidth],
    output: [info.outHeight, info.outWidth],
    filter: [info.filterHeight, info.filterWidth],
    span: [info.effectiveFilterHeight, info.effectiveFilterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    before: [padInfo.top, padInfo.left],
    after: [padInfo.bottom, padInfo.right],
  });
}

/**
 * The window of a convolution of volumes, from TensorFlow.js' helper.
 *
 * @param info - The result of the helper.
 */
export function window3d(info: backend_util.Conv3DInfo): Window {
  const { padInfo } = info;
  return reaching({
    batch: info.batchSize,
    inChannels: info.inChannels,
    outChannels: info.outChannels,
    input: [info.inDepth, info.inHeight, info.inWidth],
    output: [info.outDepth, info.outHeight, info.outWidth],
    filter: [info.filterDepth, info.filterHeight, info.filterWidth],
    span: [info.effectiveFilterDepth, info.effectiveFilterHeight, info.effectiveFilterWidth],
    strides: [info.strideDepth, info.strideHeight, info.strideWidth],
    dilations: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
    before: [padInfo.front, padInfo.top, padInfo.left],
    after: [padInfo.back, padInfo.bottom, padInfo.right],
  });
}

/**
 * A window with as much padding at the end of each axis as its last position needs: if the padding is a number, TensorFlow.js may round
 * the lengths of the output up.
 */
function reaching(window: Window): Window {
  const { input, output, span, strides, before, after } = window;
  const places = leftOver(window).map((left, axis) => left >= 0 && left < at(strides, axis));
  const reached = input.map((length, axis) =>
    places[axis]
      ? at(after, axis)
      : (at(output, axis) - 1) * at(strides, axis) + at(span, axis) - length - at(before, axis),
  );
  return { ...window, after: reached };
}

/**
 * The window of a pooling, given as for images or for volumes.
 *
 * @param shape - The shape of the images or volumes.
 * @param attrs - The attributes of TensorFlow.js' kernel.
 */
export function poolWindow(shape: readonly number[], attrs: PoolAttrs): Window {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  if (shape.length === 4) {
    return covered(
      window2d(backend_util.computePool2DInfo(four(shape), pair(filterSize), pair(strides), 1, pad, dimRoundingMode)),
    );
  }
  if (typeof pad === 'object') throw new UnsupportedOpError('MaxPool3D', 'explicit padding');
  return covered(
    window3d(backend_util.computePool3DInfo(five(shape), triple(filterSize), triple(strides), 1, pad, dimRoundingMode)),
  );
}

/** Checks that no window covers padding alone, which has neither a mean nor a maximum. */
function covered(window: Window): Window {
  const { span, before, after } = window;
  if (span.every((length, axis) => at(before, axis) < length && at(after, axis) < length)) return window;
  throw new UnsupportedOpError('pooling', 'whose padding is as long as its window');
}

type Lengths = [number, number] | [number, number, number] | number;

/** The attributes that all pooling kernels have. */
export interface PoolAttrs {
  /** Lengths of the window. */
  readonly filterSize: Lengths;
  /** Steps. */
  readonly strides: Lengths;
  /** Padding. */
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  /** How fractional lengths are rounded. */
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * The attributes of a window, by ONNX' names.
 *
 * @param window - The window.
 */
export function steps({ strides, before, after }: Window): Attributes {
  return { strides, pads: [...before, ...after] };
}

/**
 * How many positions at the end of each axis, padding included, no window reaches.
 *
 * @param window - The window.
 */
export function leftOver({ input, output, span, strides, before, after }: Window): readonly number[] {
  return input.map(
    (length, axis) =>
      length + at(before, axis) + at(after, axis) - at(span, axis) - (at(output, axis) - 1) * at(strides, axis),
  );
}

/**
 * The shape of images in the type that TensorFlow.js' helpers take.
 *
 * @param shape - A shape of rank 4.
 */
export function four([a = 1, b = 1, c = 1, d = 1]: readonly number[]): [number, number, number, number] {
  return [a, b, c, d];
}

/**
 * The shape of volumes in the type that TensorFlow.js' helpers take.
 *
 * @param shape - A shape of rank 5.
 */
export function five([a = 1, b = 1, c = 1, d = 1, e = 1]: readonly number[]): [number, number, number, number, number] {
  return [a, b, c, d, e];
}

function pair(lengths: Lengths): [number, number] {
  return typeof lengths === 'number' ? [lengths, lengths] : [lengths[0], lengths[1]];
}

function triple(lengths: Lengths): [number, number, number] {
  return typeof lengths === 'number' ? [lengths, lengths, lengths] : [lengths[0], lengths[1], lengths[2] ?? 1];
}

function at(lengths: readonly number[], axis: number): number {
  return lengths[axis] ?? 0;
}
