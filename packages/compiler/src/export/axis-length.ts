import type { Node, Value } from '../graph/value.ts';

/** A value with a dynamic axis. */
export interface AxisOwner {
  /** The value. */
  readonly value: Value;
  /** The axis. */
  readonly axis: number;
}

/** Makes the nodes that replace constants which contain the length of the dynamic axis: they compute it at run time. */
export class AxisLength {
  /** The nodes, in order. */
  readonly nodes: Node[] = [];
  readonly #owner: AxisOwner;
  readonly #name: (wished: string) => string;
  #length: Value | undefined;

  /**
   * @param owner - What has the axis.
   * @param name - Gives a name that nothing else has.
   */
  constructor(owner: AxisOwner, name: (wished: string) => string) {
    this.#owner = owner;
    this.#name = name;
  }

  /**
   * A list of integers that are the same for every length.
   *
   * @param numbers - The numbers.
   */
  constant(numbers: BigInt64Array): Value {
    return { name: this.#name('fixed'), shape: [numbers.length], dtype: 'int64', constant: numbers };
  }

  /**
   * A list of integers with the length among them.
   *
   * @param numbers - The numbers; the axis' name stands for its length.
   */
  list(numbers: readonly (number | string)[]): Value {
    const parts = numbers.map((number) =>
      typeof number === 'string' ? this.#asked() : this.constant(BigInt64Array.of(BigInt(number))),
    );
    const output = { name: this.#name('lengths'), shape: [numbers.length], dtype: 'int64' } as const;
    return this.#node('Concat', parts, output, { axis: 0 });
  }

  /**
   * One number, repeated.
   *
   * @param constant - The number, as often as one length of the axis asks for.
   * @param shape - Length of each axis; the axis' name stands for its length.
   */
  repeated(constant: Value, shape: readonly (number | string)[]): Value {
    const { dtype } = constant;
    const first = constant.constant?.slice(0, 1);
    const number: Value = { name: this.#name('number'), shape: [], dtype, ...(first ? { constant: first } : {}) };
    const output = { name: this.#name('numbers'), shape: constant.shape, dtype };
    return this.#node('Expand', [number, this.list(shape)], output, {});
  }

  /** The length itself, as a list of one number. */
  #asked(): Value {
    const { value, axis } = this.#owner;
    const output = { name: this.#name('length'), shape: [1], dtype: 'int64' } as const;
    return (this.#length ??= this.#node('Shape', [value], output, { start: axis, end: axis + 1 }));
  }

  #node(type: string, inputs: readonly Value[], output: Value, attributes: Node['attributes']): Value {
    this.nodes.push({ type, inputs, outputs: [output], attributes });
    return output;
  }
}
