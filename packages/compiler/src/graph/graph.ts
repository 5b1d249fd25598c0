import { sizeOf } from '../host-tensor.ts';
import type { Attributes, ConstantData, GraphType, Node, TensorSpec, Value } from './value.ts';

/** A call from the middle of a graph to a JavaScript function. */
export interface HostCallback {
  /** The arguments of the function. */
  readonly inputs: readonly Value[];
  /** Its result. */
  readonly output: Value;
}

/** A graph that was recorded by tracing. */
export interface RecordedGraph {
  /** Every node, in topological order. */
  readonly nodes: readonly Node[];
  /** The host callbacks, in order. */
  readonly hostCallbacks: readonly HostCallback[];
}

/**
 * A graph while it is recorded, with common-subexpression elimination (CSE): the same operator on the same inputs with the
 * same attributes is recorded once (by value numbering).
 */
export class Graph implements RecordedGraph {
  /** Every node, in topological order. */
  readonly nodes: Node[] = [];
  /** The host callbacks, in order. */
  readonly hostCallbacks: HostCallback[] = [];
  readonly #known = new Map<string, readonly Value[]>();
  readonly #constants = new Map<string, Value>();
  #count = 0;

  /**
   * Adds an operator, or finds the node that already computes it.
   *
   * @param type - The ONNX operator.
   * @param inputs - Its inputs.
   * @param spec - The shape and type of its output.
   * @param attributes - Its attributes.
   */
  op(type: string, inputs: readonly (Value | undefined)[], spec: TensorSpec, attributes: Attributes = {}): Value {
    const [output] = this.ops(type, inputs, [spec], attributes);
    if (!output) throw new RangeError(`${type} has no output`);
    return output;
  }

  /**
   * Adds an operator with several outputs, or finds the node that already computes it.
   *
   * @param type - The ONNX operator.
   * @param inputs - Its inputs.
   * @param specs - The shapes and types of its outputs.
   * @param attributes - Its attributes.
   */
  ops(
    type: string,
    inputs: readonly (Value | undefined)[],
    specs: readonly TensorSpec[],
    attributes: Attributes = {},
  ): readonly Value[] {
    const key = keyOf(type, inputs, attributes, specs.length);
    const known = this.#known.get(key);
    if (known) return known;
    const outputs: Value[] = [];
    const node: Node = { type, inputs, outputs, attributes };
    for (const { shape, dtype } of specs) outputs.push({ name: this.#name('v'), shape, dtype, node });
    this.nodes.push(node);
    this.#known.set(key, outputs);
    return outputs;
  }

  /**
   * The output of an operator without attributes, if it was recorded.
   *
   * @param type - The ONNX operator.
   * @param inputs - Its inputs.
   */
  find(type: string, inputs: readonly Value[]): Value | undefined {
    return this.#known.get(keyOf(type, inputs, {}, 1))?.[0];
  }

  /**
   * An input of the graph.
   *
   * @param kind - The first letters of its name.
   * @param spec - Its shape and type.
   */
  input(kind: string, { shape, dtype }: TensorSpec): Value {
    return { name: this.#name(kind), shape, dtype };
  }

  /**
   * A constant.
   *
   * @param data - Its elements.
   * @param shape - Length of each axis.
   * @param dtype - The type of the elements.
   */
  constant(data: ConstantData, shape: readonly number[], dtype: GraphType): Value {
    const first = data[0];
    if (typeof first === 'number' && isUniform(data)) return this.scalarConstant(first, shape, dtype);
    const key = `${dtype}[${shape.join()}]${bytesText(data)}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const value: Value = { name: this.#name('c'), shape, dtype, constant: data };
    this.#constants.set(key, value);
    return value;
  }

  /**
   * A scalar constant, broadcast to a shape. Takes memory only where an operator needs every element.
   *
   * @param number - The number.
   * @param shape - Length of each axis.
   * @param dtype - The type of the number.
   */
  scalarConstant(number: number, shape: readonly number[], dtype: GraphType): Value {
    const key = `${dtype}[${shape.join()}]*${Object.is(number, -0) ? '-0' : number}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const size = sizeOf(shape);
    const value: Value = {
      name: this.#name('c'),
      shape,
      dtype,
      scalar: number,
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
   * A list of int64 numbers: ONNX has shapes and axes in such lists.
   *
   * @param numbers - The numbers.
   */
  ints(numbers: readonly number[]): Value {
    return this.constant(BigInt64Array.from(numbers, BigInt), [numbers.length], 'int64');
  }

  /**
   * A host callback.
   *
   * @param inputs - Its arguments.
   * @param spec - The shape and type of its result.
   */
  hostCallback(inputs: readonly Value[], spec: TensorSpec): Value {
    const output = this.input('h', spec);
    this.hostCallbacks.push({ inputs, output });
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
 * Whether all elements have the same bits.
 *
 * @param data - The elements.
 */
export function isUniform(data: ConstantData): boolean {
  const bits = data instanceof Float32Array ? new Int32Array(data.buffer, data.byteOffset, data.length) : data;
  const first = bits[0];
  let index = 1;
  while (index < bits.length && bits[index] === first) index += 1;
  return index >= bits.length;
}

/**
 * The bytes as text: equal for equal elements only (constants are small, or few).
 *
 * @param data - The elements.
 */
export function bytesText(data: ConstantData): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length <= 256) return bytes.join();
  return new TextDecoder('latin1').decode(bytes);
}
