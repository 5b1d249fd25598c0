import { sizeOf } from '../host-tensor.ts';
import type { Attributes, ConstantData, GraphType, Node, Spec, Value } from './value.ts';

/** A call from the middle of a graph to a function of the host. */
export interface HostCall {
  /** What the function is given. */
  readonly inputs: readonly Value[];
  /** What it answers. */
  readonly output: Value;
}

/** A graph that was recorded. */
export interface RecordedGraph {
  /** Every node, in an order in which they can be run. */
  readonly nodes: readonly Node[];
  /** The calls to the host, in order. */
  readonly hostCalls: readonly HostCall[];
}

/**
 * A graph while it is recorded. The same operator on the same inputs with the same attributes is the same node (value
 * numbering): code that computes something twice gets it computed once.
 */
export class Graph implements RecordedGraph {
  /** Every node, in an order in which they can be run. */
  readonly nodes: Node[] = [];
  /** The calls to the host, in order. */
  readonly hostCalls: HostCall[] = [];
  readonly #numbered = new Map<string, readonly Value[]>();
  readonly #constants = new Map<string, Value>();
  #count = 0;

  /**
   * Adds an operator, or finds the node that already computes it.
   *
   * @param type - The ONNX operator.
   * @param inputs - What it takes.
   * @param spec - The shape and type of what it gives.
   * @param attributes - Its settings.
   */
  op(type: string, inputs: readonly (Value | undefined)[], spec: Spec, attributes: Attributes = {}): Value {
    const [output] = this.ops(type, inputs, [spec], attributes);
    if (!output) throw new RangeError(`${type} gives nothing`);
    return output;
  }

  /**
   * Adds an operator that gives several values, or finds the node that already computes it.
   *
   * @param type - The ONNX operator.
   * @param inputs - What it takes.
   * @param specs - The shapes and types of what it gives.
   * @param attributes - Its settings.
   */
  ops(
    type: string,
    inputs: readonly (Value | undefined)[],
    specs: readonly Spec[],
    attributes: Attributes = {},
  ): readonly Value[] {
    const key = keyOf(type, inputs, attributes, specs.length);
    const known = this.#numbered.get(key);
    if (known) return known;
    const outputs: Value[] = [];
    const node: Node = { type, inputs, outputs, attributes };
    for (const { shape, dtype } of specs) outputs.push({ name: this.#name('v'), shape, dtype, node });
    this.nodes.push(node);
    this.#numbered.set(key, outputs);
    return outputs;
  }

  /**
   * What an operator without attributes gives, if it was recorded.
   *
   * @param type - The ONNX operator.
   * @param inputs - What it takes.
   */
  find(type: string, inputs: readonly Value[]): Value | undefined {
    return this.#numbered.get(keyOf(type, inputs, {}, 1))?.[0];
  }

  /**
   * A value that is given anew at each run.
   *
   * @param kind - What it is, for its name.
   * @param spec - Its shape and type.
   */
  input(kind: string, { shape, dtype }: Spec): Value {
    return { name: this.#name(kind), shape, dtype };
  }

  /**
   * A value that never changes.
   *
   * @param data - Its numbers.
   * @param shape - Length of each axis.
   * @param dtype - The type of the numbers.
   */
  constant(data: ConstantData, shape: readonly number[], dtype: GraphType): Value {
    const first = data[0];
    if (typeof first === 'number' && isUniform(data)) return this.splat(first, shape, dtype);
    const key = `${dtype}[${shape.join()}]${digest(data)}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const value: Value = { name: this.#name('c'), shape, dtype, constant: data };
    this.#constants.set(key, value);
    return value;
  }

  /**
   * A value whose elements are all one number. Takes memory only where an operator needs them spelt out.
   *
   * @param number - The number.
   * @param shape - Length of each axis.
   * @param dtype - The type of the number.
   */
  splat(number: number, shape: readonly number[], dtype: GraphType): Value {
    const key = `${dtype}[${shape.join()}]*${Object.is(number, -0) ? '-0' : number}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const size = sizeOf(shape);
    const value: Value = {
      name: this.#name('c'),
      shape,
      dtype,
      splat: number,
      get constant() {
        if (dtype === 'float32') return new Float32Array(size).fill(number);
        if (dtype === 'int32') return new Int32Array(size).fill(number);
        if (dtype === 'bool') return new Uint8Array(size).fill(number);
        return new BigInt64Array(size).fill(BigInt(number));
      },
    };
    this.#constants.set(key, value);
    return value;
  }

  /**
   * A list of int64 numbers, as ONNX takes shapes, axes and the like.
   *
   * @param numbers - The numbers.
   */
  ints(numbers: readonly number[]): Value {
    return this.constant(BigInt64Array.from(numbers, BigInt), [numbers.length], 'int64');
  }

  /**
   * A call to the host.
   *
   * @param inputs - What it is given.
   * @param spec - The shape and type of what it answers.
   */
  hostCall(inputs: readonly Value[], spec: Spec): Value {
    const output = this.input('h', spec);
    this.hostCalls.push({ inputs, output });
    return output;
  }

  #name(kind: string): string {
    this.#count += 1;
    return `${kind}${this.#count}`;
  }
}

function keyOf(
  type: string,
  inputs: readonly (Value | undefined)[],
  attributes: Attributes,
  outputCount: number,
): string {
  return `${type}(${inputs.map((input) => input?.name ?? '').join()})${JSON.stringify(attributes)}${outputCount}`;
}

/**
 * Whether all numbers have the same bits.
 *
 * @param data - The numbers.
 */
export function isUniform(data: ConstantData): boolean {
  const bits = data instanceof Float32Array ? new Int32Array(data.buffer, data.byteOffset, data.length) : data;
  const first = bits[0];
  let index = 1;
  while (index < bits.length && bits[index] === first) index += 1;
  return index >= bits.length;
}

/** The bytes as text: equal for equal numbers only (constants are small, or few). */
function digest(data: ConstantData): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length <= 256) return bytes.join();
  return new TextDecoder('latin1').decode(bytes);
}
