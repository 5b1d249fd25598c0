import type { Node, Value } from '../graph/value.ts';

/** What {@link openSplat} needs to know. */
export interface OpenSplatOptions {
  /** Which axes of the constant are of any length. */
  readonly open: readonly boolean[];
  /** The length, as one int64 number. */
  readonly length: Value;
  /** A name that nothing else has. */
  readonly name: (wished: string) => string;
}

/**
 * The nodes that make a constant of equal numbers in the size that the length of an axis asks for; the last one gives it.
 *
 * @param constant - The constant, as one length of the axis gave it.
 * @param options - Where the length goes.
 */
export function openSplat(constant: Value, options: OpenSplatOptions): readonly Node[] {
  const { open, length, name } = options;
  const lengths = constant.shape.map((size, axis): Value => {
    if (open[axis]) return length;
    const fixed = { name: name(`${constant.name}_axis`), shape: [1], dtype: 'int64' } as const;
    return { ...fixed, constant: BigInt64Array.of(BigInt(size)) };
  });
  const shape: Value = { name: name(`${constant.name}_shape`), shape: [lengths.length], dtype: 'int64' };
  const { dtype } = constant;
  const number: Value = {
    name: name(`${constant.name}_number`),
    shape: [],
    dtype,
    constant: constant.constant?.slice(0, 1) ?? new Float32Array(1),
  };
  const filled: Value = { name: name(`${constant.name}_filled`), shape: constant.shape, dtype };
  return [
    { type: 'Concat', inputs: lengths, outputs: [shape], attributes: { axis: 0 } },
    { type: 'Expand', inputs: [number, shape], outputs: [filled], attributes: {} },
  ];
}

/**
 * The node that gives the length of an axis as one int64 number.
 *
 * @param of - What has the axis.
 * @param axis - Which axis of it.
 * @param name - The name of what the node gives.
 */
export function lengthOf(of: Value, axis: number, name: string): Node {
  const output: Value = { name, shape: [1], dtype: 'int64' };
  return { type: 'Shape', inputs: [of], outputs: [output], attributes: { start: axis, end: axis + 1 } };
}
