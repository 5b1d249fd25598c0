import type { GraphType, Node, TensorSpec, Value } from '../graph/value.ts';

/** Adds nodes before the one that is being replaced. */
export type Add = (type: string, inputs: Node['inputs'], spec: TensorSpec, attributes?: Node['attributes']) => Value;

/** The nodes that compute the outputs of a node correctly; `undefined` where nothing needs to be replaced. */
export type Rule = (node: Node, add: Add) => readonly Node[] | undefined;

/**
 * A scalar constant.
 *
 * @param number - The number.
 * @param dtype - Its type.
 */
export function constant(number: number, dtype: GraphType): Value {
  const data = dtype === 'float32' ? Float32Array.of(number) : Int32Array.of(number);
  return { name: `${dtype}_${number}`, shape: [], dtype, scalar: number, constant: data };
}

/**
 * A constant list of int64 numbers.
 *
 * @param numbers - The numbers.
 */
export function listed(numbers: readonly number[]): Value {
  const data = BigInt64Array.from(numbers, BigInt);
  return {
    name: `list_${numbers.join('_').replaceAll('-', 'm')}`,
    shape: [numbers.length],
    dtype: 'int64',
    constant: data,
  };
}

/**
 * The shape and type of a node's first output.
 *
 * @param node - The node.
 */
export function specOf({ outputs: [output] }: Node): TensorSpec {
  if (!output) throw new RangeError('a node has an output');
  return output;
}
