import type { Value } from '../graph/value.ts';

/** One axis of a strided view. */
export interface Axis {
  /** Its length. */
  readonly length: number;
  /** Elements from one index to the next. */
  readonly stride: number;
}

/** A strided view of a value: how a loop nest reads it, the first axis outermost. */
export interface StridedView {
  /** The value. */
  readonly value: Value;
  /** Offset of the first element. */
  readonly offset: number;
  /** The axes. */
  readonly axes: readonly Axis[];
}

/**
 * The strides of a shape in row-major order.
 *
 * @param shape - Length of each axis.
 */
export function rowMajorStrides(shape: readonly number[]): readonly number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const length of shape.toReversed()) {
    strides.unshift(stride);
    stride *= length;
  }
  return strides;
}

/**
 * The axes of a value that is broadcast to a larger shape: broadcast axes have stride 0.
 *
 * @param own - The value's shape.
 * @param shape - The shape that it is broadcast to.
 */
export function broadcastAxes(own: readonly number[], shape: readonly number[]): readonly Axis[] {
  const strides = rowMajorStrides(own);
  const missing = shape.length - own.length;
  return shape.map((length, axis) => {
    const isSpread = (own[axis - missing] ?? 1) === 1;
    return { length, stride: isSpread ? 0 : (strides[axis - missing] ?? 0) };
  });
}

/**
 * Views of one size, with the same axes, as few as possible.
 *
 * @param walks - The walks.
 * @returns `undefined` when there are no such axes.
 */
export function commonLoops(walks: readonly (readonly Axis[])[]): readonly (readonly Axis[])[] | undefined {
  const ends = nestedBoundaries(walks.flatMap(axisBoundaries));
  return ends && collapseAxes(walks.map((axes) => splitAxes(axes, ends)));
}

/**
 * The axis boundaries of a view: how many elements its last axis has, its last two axes, and so on.
 *
 * @param axes - The axes.
 */
export function axisBoundaries(axes: readonly Axis[]): readonly number[] {
  let end = 1;
  return axes.toReversed().map(({ length }) => (end *= length));
}

/**
 * The axis boundaries of a loop nest that can iterate all views, in order, beginning with 1.
 *
 * @param ends - The ends of their own axes.
 * @returns `undefined` when there are no such axes.
 */
export function nestedBoundaries(ends: Iterable<number>): readonly number[] | undefined {
  const sorted = [...new Set([1, ...ends])].sort((a, b) => a - b);
  return sorted.every((end, index) => index === 0 || end % (sorted[index - 1] ?? 1) === 0) ? sorted : undefined;
}

/** A view whose axes are split at boundaries. */
function splitAxes(axes: readonly Axis[], ends: readonly number[]): readonly Axis[] {
  const result: Axis[] = [];
  let before = 1;
  let next = 0;
  for (const { length, stride } of axes.toReversed()) {
    const after = before * length;
    for (let begin = ends[next] ?? after; begin < after; begin = ends[next] ?? after) {
      next += 1;
      result.unshift({ length: (ends[next] ?? after) / begin, stride: (stride * begin) / before });
    }
    before = after;
  }
  return result;
}

/** Merges adjacent axes that are contiguous in all views. */
function collapseAxes(walks: readonly (readonly Axis[])[]): readonly (readonly Axis[])[] {
  const count = walks[0]?.length ?? 0;
  const results: Axis[][] = walks.map(() => []);
  for (let axis = 0; axis < count; axis += 1) {
    const joins = walks.every((axes, index) => {
      const [outer, inner] = [results[index]?.at(-1), axes[axis]];
      return outer && inner && outer.stride === inner.stride * inner.length;
    });
    for (const [index, axes] of walks.entries()) {
      const [own, inner] = [results[index], axes[axis]];
      if (!own || !inner) continue;
      const outer = joins ? own.pop() : undefined;
      own.push({ length: inner.length * (outer?.length ?? 1), stride: inner.stride });
    }
  }
  return results;
}
