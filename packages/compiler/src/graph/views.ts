import { sizeOf } from '../host-tensor.ts';
import type { Node, Value } from './value.ts';

/** A contiguous range of another value's elements. */
export interface View {
  /** The value that owns the elements. */
  readonly source: Value;
  /** Index of the first element. */
  readonly offset: number;
}

const views = new WeakMap<Value, View>();

/**
 * The range of another value's elements that a value is, in the same order: a value that is reshaped, or one
 * part of a value that is split or sliced along its first axis. Any other value is a view of itself.
 *
 * @param value - The value.
 */
export function viewOf(value: Value): View {
  const known = views.get(value);
  if (known) return known;
  const view = findView(value);
  views.set(value, view);
  return view;
}

function findView(value: Value): View {
  const whole = value.node?.inputs[0];
  const within = value.node && offsetWithin(value.node, value);
  if (!whole || within === undefined) return { source: value, offset: 0 };
  const { source, offset } = viewOf(whole);
  return { source, offset: offset + within };
}

/** Where in a node's first input an output begins, if the output is a contiguous range of it. */
function offsetWithin({ type, inputs, outputs, attributes }: Node, value: Value): number | undefined {
  const [whole] = inputs;
  if (!whole) return undefined;
  if (type === 'Reshape') return 0;
  if (type === 'Split' && isFirst(whole.shape, Number(attributes.axis))) {
    const before = outputs.slice(0, outputs.indexOf(value));
    return before.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  }
  if (type !== 'Slice' || inputs.length !== 4) return undefined; // With five, it has steps.
  const [, starts, , axes] = inputs.map((input) => Array.from(input?.constant ?? [], Number));
  const cut = whole.shape.findLastIndex((length, axis) => length !== value.shape[axis]);
  if (cut < 0 || !isFirst(value.shape, cut)) return undefined;
  return whole.shape.reduce((offset, length, axis) => {
    const start = starts?.[axes?.indexOf(axis) ?? -1] ?? 0;
    return offset * length + (start < 0 ? start + length : start);
  }, 0);
}

/** Whether all axes before this one have length 1. */
function isFirst(shape: readonly number[], axis: number): boolean {
  return sizeOf(shape.slice(0, axis)) === 1;
}

/**
 * The value that owns a value's elements: itself, unless it is a view.
 *
 * @param value - The value.
 */
export function sourceOf(value: Value): Value {
  return viewOf(value).source;
}
