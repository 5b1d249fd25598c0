import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** The windows of a pool along one axis. */
export interface WindowAxis {
  /** Which axis. */
  readonly axis: number;
  /** The length of the pool's input along it. */
  readonly inLength: number;
  /** How many windows there are along it. */
  readonly outLength: number;
  /** The length of a window. */
  readonly size: number;
  /** Stride. */
  readonly stride: number;
  /** Padding before the first element. */
  readonly before: number;
}

/** One position within a window, as an offset along each of its axes. */
export type Position = readonly number[];

/**
 * All positions within a window, in row-major order.
 *
 * @param axes - The window's axes.
 */
export function positionsOf(axes: readonly WindowAxis[]): readonly Position[] {
  return axes.reduce<readonly Position[]>(
    (positions, { size }) =>
      positions.flatMap((position) => Array.from({ length: size }, (_, offset) => [...position, offset])),
    [[]],
  );
}

/**
 * A tensor with all padding that its windows read, and more after it so that the length is a multiple of the stride.
 *
 * @param x - The tensor.
 * @param axes - The windows' axes.
 * @param value - What the padding holds.
 */
export function padForWindows(x: Tensor, axes: readonly WindowAxis[], value: number): Tensor {
  const paddings = x.shape.map((_, axis): [number, number] => {
    const window = axes.find((other) => other.axis === axis);
    return window ? [window.before, paddedLength(window) - window.before - window.inLength] : [0, 0];
  });
  return tf.pad(x, paddings, value);
}

/**
 * A padded tensor without its padding.
 *
 * @param padded - The tensor.
 * @param axes - The windows' axes.
 */
export function withoutPadding(padded: Tensor, axes: readonly WindowAxis[]): Tensor {
  return axes.reduce((rest, { axis, before, inLength }) => part(rest, axis, before, inLength), padded);
}

/**
 * The element at one position of every window.
 *
 * @param padded - The padded tensor.
 * @param axes - The windows' axes.
 * @param position - The position.
 */
export function readPosition(padded: Tensor, axes: readonly WindowAxis[], position: Position): Tensor {
  return axes.reduce((read, { axis, outLength, stride }, index) => {
    const run = part(read, axis, position[index] ?? 0, outLength * stride);
    if (stride === 1) return run;
    const steps = tf.reshape(run, [...run.shape.slice(0, axis), outLength, stride, ...run.shape.slice(axis + 1)]);
    return tf.reshape(part(steps, axis + 1, 0, 1), replaced(run.shape, axis, outLength));
  }, padded);
}

/**
 * One element of every window at its position in a padded tensor of zeros: the transpose of {@link readPosition}.
 *
 * @param share - The elements.
 * @param axes - The windows' axes.
 * @param position - The position.
 */
export function placeAtPosition(share: Tensor, axes: readonly WindowAxis[], position: Position): Tensor {
  return axes.reduce((placed, window, index) => {
    const { axis, outLength, stride } = window;
    const offset = position[index] ?? 0;
    const steps = tf.reshape(placed, [...placed.shape.slice(0, axis), outLength, 1, ...placed.shape.slice(axis + 1)]);
    const spread = tf.reshape(
      padded(steps, axis + 1, [0, stride - 1]),
      replaced(placed.shape, axis, outLength * stride),
    );
    return padded(spread, axis, [offset, paddedLength(window) - offset - outLength * stride]);
  }, share);
}

/** The length of a padded axis: as far as the last window reads, with the last stride whole. */
function paddedLength({ inLength, outLength, size, stride, before }: WindowAxis): number {
  return Math.max(outLength * stride + size - 1, before + inLength);
}

function padded(x: Tensor, axis: number, padding: [number, number]): Tensor {
  return tf.pad(
    x,
    x.shape.map((_, other) => (other === axis ? padding : [0, 0])),
  );
}

function part(x: Tensor, axis: number, begin: number, length: number): Tensor {
  return tf.slice(
    x,
    x.shape.map((_, other) => (other === axis ? begin : 0)),
    replaced(x.shape, axis, length),
  );
}

function replaced(shape: readonly number[], axis: number, length: number): number[] {
  return shape.map((own, other) => (other === axis ? length : own));
}
