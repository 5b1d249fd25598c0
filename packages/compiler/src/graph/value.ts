import type { DataType } from '../host-tensor.ts';

/** The types inside a graph: those of tensors, and int64 for shapes and indices. */
export type GraphType = DataType | 'int64';

/** The numbers by which ONNX knows types. */
export const elementType: Readonly<Record<GraphType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 };

/** The numbers of a constant. */
export type ConstantData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** One tensor in a graph: an input, a constant, or what a node gives. */
export interface Value {
  /** Its name, unique in the graph. */
  readonly name: string;
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** The type of its numbers. */
  readonly dtype: GraphType;
  /** The node that gives it. */
  readonly node?: Node;
  /** Its numbers, when they are known while recording. */
  readonly constant?: ConstantData;
  /** The number that every element is, when they are known to be all the same. */
  readonly splat?: number;
}

/** What an ONNX attribute may hold; a whole number is written as an int, `{ float }` as a float. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** The attributes of a node by their name. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** One operation of a graph. */
export interface Node {
  /** The ONNX operator. */
  readonly type: string;
  /** What it takes; `undefined` where an optional input is left out. */
  readonly inputs: readonly (Value | undefined)[];
  /** What it gives. */
  readonly outputs: readonly Value[];
  /** Its settings. */
  readonly attributes: Attributes;
}

/** The shape and type of a value that is yet to be made. */
export type Spec = Pick<Value, 'shape' | 'dtype'>;

/**
 * Whether a value's numbers are known while recording.
 *
 * @param value - The value.
 */
export function isConstant(value: Value): boolean {
  return value.splat !== undefined || value.constant !== undefined;
}

/**
 * Whether two shapes are equal.
 *
 * @param a - A shape.
 * @param b - Another.
 */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/**
 * Whether a value is a single number.
 *
 * @param value - The value.
 */
export function isSingle({ shape }: Value): boolean {
  return shape.every((length) => length === 1);
}
