import type { Node, Value } from '../../graph/value.ts';
import { type Axis, rowMajorStrides } from '../strided-view.ts';
import type { ScheduledOp } from '../fuse-elementwise.ts';
import type { Storage } from '../storage.ts';
import { copyOf } from './data-movement.ts';

/** A slice of an axis of the result, and its position in the value. */
interface Stretch {
  readonly begin: number;
  readonly length: number;
  readonly from: number;
  readonly step: number;
}

/**
 * A value with reflection padding, as slices that together fill the result.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerReflectPad(
  { type, inputs, outputs, attributes }: Node,
  storage: Storage,
): readonly ScheduledOp[] | undefined {
  const [x, pads] = inputs;
  const [whole] = outputs;
  if (type !== 'Pad' || attributes.mode !== 'reflect' || !x || !pads?.constant || !whole) return undefined;
  const counts = Array.from(pads.constant, Number);
  const rank = x.shape.length;
  const pieces = x.shape.reduce<readonly (readonly Stretch[])[]>(
    (all, length, axis) => {
      const [before = 0, after = 0] = [counts[axis], counts[axis + rank]];
      const stretches = [
        { begin: 0, length: before, from: before, step: -1 },
        { begin: before, length, from: 0, step: 1 },
        { begin: before + length, length: after, from: length - 2, step: -1 },
      ].filter((stretch) => stretch.length > 0);
      return all.flatMap((piece) => stretches.map((stretch) => [...piece, stretch]));
    },
    [[]],
  );
  const source = storage.sliceOf(x);
  return pieces.map((piece, index) => {
    const read = viewOf(
      piece,
      x,
      ({ from }) => from,
      ({ step }) => step,
    );
    const store = viewOf(
      piece,
      whole,
      ({ begin }) => begin,
      () => 1,
    );
    const value: Value = {
      name: `${whole.name}.${index}`,
      shape: piece.map(({ length }) => length),
      dtype: whole.dtype,
    };
    return {
      ...copyOf(value, { value: source.value, offset: source.offset + read.offset, axes: read.axes }),
      store: { value: whole, ...store },
    };
  });
}

/** The strided view of a slice in the value. */
function viewOf(
  piece: readonly Stretch[],
  { shape }: Value,
  beginOf: (stretch: Stretch) => number,
  stepOf: (stretch: Stretch) => number,
): { offset: number; axes: readonly Axis[] } {
  const strides = rowMajorStrides(shape);
  return {
    offset: piece.reduce((sum, stretch, axis) => sum + beginOf(stretch) * (strides[axis] ?? 0), 0),
    axes: piece.map((stretch, axis) => ({ length: stretch.length, stride: stepOf(stretch) * (strides[axis] ?? 0) })),
  };
}
