import { CompileError } from './errors.ts';
import { type ConstantData, isConstant, type Value } from './graph/value.ts';
import { viewOf } from './graph/views.ts';
import { type DataType, type HostTensor, sizeOf } from './host-tensor.ts';

/** The elements of a graph's values during one run. */
export class RunValues {
  readonly #known = new Map<string, ConstantData>();
  readonly #changing: ReadonlySet<ConstantData>;
  readonly #handedOut = new Set<ConstantData>();

  /** @param changing - Memory that the next run will change. */
  constructor(changing: ReadonlySet<ConstantData>) {
    this.#changing = changing;
  }

  /**
   * Sets a value's elements.
   *
   * @param name - The value's name.
   * @param numbers - Its numbers.
   */
  set(name: string, numbers: ConstantData): void {
    this.#known.set(name, numbers);
  }

  /**
   * A value's elements, without a copy.
   *
   * @param value - The value.
   */
  numbers(value: Value): ConstantData {
    const direct = this.#known.get(value.name);
    if (direct) return direct;
    const { source, offset } = viewOf(value);
    const all = this.#known.get(source.name) ?? (isConstant(source) ? source.constant : undefined);
    if (!all) throw new CompileError(`compile: the value ${value.name} was not computed.`);
    const size = sizeOf(value.shape);
    return size === all.length ? all : all.subarray(offset, offset + size);
  }

  /**
   * A copy of a value for the host, which may change it while others are yet to read the value.
   *
   * @param value - The value.
   */
  copy(value: Value): HostTensor {
    return onHost(value, this.numbers(value).slice());
  }

  /**
   * A value for the caller, when the run has ended: nothing else uses its elements, so that it may be kept and changed.
   *
   * @param value - The value.
   */
  handOut(value: Value): HostTensor {
    const numbers = this.numbers(value);
    const fresh =
      value.node && this.#known.has(value.name) && !this.#changing.has(numbers) && !this.#handedOut.has(numbers);
    this.#handedOut.add(numbers);
    return fresh ? onHost(value, numbers) : this.copy(value);
  }
}

function onHost(value: Value, numbers: ConstantData): HostTensor {
  return { data: toHostNumbers(numbers), shape: value.shape, dtype: hostType(value) };
}

function toHostNumbers(numbers: ConstantData): HostTensor['data'] {
  return numbers instanceof BigInt64Array ? Int32Array.from(numbers, Number) : numbers;
}

/**
 * The type of a value outside a graph: indices leave it as int32. (Texts are in exported graphs only, which are not run here.)
 *
 * @param value - The value.
 */
export function hostType({ dtype }: Value): DataType {
  return dtype === 'int64' || dtype === 'string' ? 'int32' : dtype;
}
