import type { DataType } from '../host-tensor.ts';

/** The types inside a graph: those of tensors, int64 for shapes and indices, and texts at the ends of an exported one. */
export type GraphType = DataType | 'int64' | 'string';

/** ONNX's number of each type. */
export const elementType: Readonly<Record<GraphType, number>> = { float32: 1, int32: 6, int64: 7, string: 8, bool: 9 };

/** The elements of a constant. */
export type ConstantData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** One tensor in a graph: an input, a constant, or a node's output. */
export interface Value {
  /** Its name, unique in the graph. */
  readonly name: string;
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** The type of its elements. */
  readonly dtype: GraphType;
  /** The node that it is an output of. */
  readonly node?: Node;
  /** Its elements, when they are known while tracing. */
  readonly constant?: ConstantData;
  /** Of a scalar constant, possibly broadcast to a shape: the number that every element is. */
  readonly scalar?: number;
}

/** What an ONNX attribute may hold; a whole number is written as an int, `{ float }` as a float. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | { readonly float: number }
  | { readonly floats: readonly number[] };

/** The attributes of a node by their name. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** One operation of a graph. */
export interface Node {
  /** The ONNX operator. */
  readonly type: string;
  /** The values it reads; `undefined` where an optional input is left out. */
  readonly inputs: readonly (Value | undefined)[];
  /** The values it computes. */
  readonly outputs: readonly Value[];
  /** Its attributes. */
  readonly attributes: Attributes;
}

/** The shape and type of a value. */
export type TensorSpec = Pick<Value, 'shape' | 'dtype'>;

/**
 * Whether a value's elements are known while tracing.
 *
 * @param value - The value.
 */
export function isConstant(value: Value): boolean {
  return value.scalar !== undefined || value.constant !== undefined;
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
 * Whether a value has one element.
 *
 * @param value - The value.
 */
export function hasOneElement({ shape }: Value): boolean {
  return shape.every((length) => length === 1);
}
