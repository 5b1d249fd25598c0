import type { Node, Value } from '../../graph/value.ts';
import { type Axis, stridesOf } from '../strided-view.ts';
import type { Single } from '../fuse-elementwise.ts';
import type { Sources } from '../storage.ts';
import { moved } from './data-movement.ts';

/** A stretch of an axis of the result, and where its numbers are in the value. */
interface Stretch {
  readonly begin: number;
  readonly length: number;
  readonly from: number;
  readonly step: number;
}

/**
 * A value with its own numbers around it, mirrored at its first and last ones: pieces that together fill the whole.
 *
 * @param node - The node.
 * @param sources - Where values lie.
 * @returns `undefined` for other operators.
 */
export function reflectionOf(
  { type, inputs, outputs, attributes }: Node,
  sources: Sources,
): readonly Single[] | undefined {
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
  const source = sources.of(x);
  return pieces.map((piece, index) => {
    const own = walk(
      piece,
      x,
      ({ from }) => from,
      ({ step }) => step,
    );
    const to = walk(
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
      ...moved(value, { value: source.value, offset: source.offset + own.offset, axes: own.axes }),
      to: { value: whole, ...to },
    };
  });
}

/** How the numbers of a piece are gone through in a value. */
function walk(
  piece: readonly Stretch[],
  { shape }: Value,
  beginOf: (stretch: Stretch) => number,
  stepOf: (stretch: Stretch) => number,
): { offset: number; axes: readonly Axis[] } {
  const strides = stridesOf(shape);
  return {
    offset: piece.reduce((sum, stretch, axis) => sum + beginOf(stretch) * (strides[axis] ?? 0), 0),
    axes: piece.map((stretch, axis) => ({ length: stretch.length, stride: stepOf(stretch) * (strides[axis] ?? 0) })),
  };
}
