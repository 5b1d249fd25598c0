import { isConstant, type Node, type Value } from '../graph/value.ts';
import { viewOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';

/** A value and its place in memory. */
export interface Piece {
  /** The value. */
  readonly value: Value;
  /** The memory. */
  readonly memory: Float32Array;
}

/** Values of at least so many numbers on average are put side by side where they are wanted, not in the graph before. */
const worthwhile = 16_384;

/**
 * What fills a value's memory: the value itself or, when it is made of large ones side by side, these.
 *
 * @param value - The value.
 * @param memory - Its memory.
 * @param isRead - Whether anything else needs the value itself.
 */
export function piecesOf(value: Value, memory: Float32Array, isRead: (value: Value) => boolean): readonly Piece[] {
  const parts = value.node && !isRead(value) ? sideBySide(value.node) : undefined;
  if (!parts || memory.length < worthwhile * parts.length) return [{ value, memory }];
  let offset = 0;
  return parts.map((part) => {
    const size = sizeOf(part.shape);
    offset += size;
    return { value: bare(part), memory: memory.subarray(offset - size, offset) };
  });
}

/** What a node puts side by side along the first axis. */
function sideBySide({ type, inputs, attributes }: Node): readonly Value[] | undefined {
  const parts = inputs.filter((input) => input !== undefined);
  return type === 'Concat' && attributes.axis === 0 ? parts : undefined;
}

/** A value before it was reshaped. */
function bare(value: Value): Value {
  const { source } = viewOf(value);
  return !isConstant(source) && sizeOf(source.shape) === sizeOf(value.shape) ? source : value;
}
