import type { BackendValues, DataId, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import { Graph, isUniform } from '../graph/graph.ts';
import type { ConstantData, Value } from '../graph/value.ts';
import { arrayOf, checkType, type DataType } from '../host-tensor.ts';
import { callSite } from './call-site.ts';
import { disposed } from './disposed.ts';
import { refuseRandomConstants } from './frozen-random.ts';

/** The name under which TensorFlow.js knows the backend that records. */
export const traceBackendName = 'equipoise-trace';

interface Entry {
  /** Gives the value when an op first reads it. */
  readonly value: () => Value;
  references: number;
}

/** A backend of TensorFlow.js whose kernels record what they would compute. */
class TraceBackend extends tf.KernelBackend {
  /** What is being recorded. */
  graph = new Graph();
  /** Why the traced function cannot be compiled, if that was not known at once. */
  failure: CompileError | undefined;
  readonly #entries = new Map<DataId, Entry>();

  /** Clears the recording. */
  reset(): void {
    this.graph = new Graph();
    this.failure = undefined;
    this.#entries.clear();
  }

  /**
   * The value behind a tensor: one of the trace, or a constant for a tensor made before it.
   *
   * @param tensor - The tensor.
   * @throws {@link CompileError} when it was made before the trace, and is disposed of.
   */
  recorded(tensor: TensorInfo): Value {
    const entry = this.#entries.get(tensor.dataId);
    if (entry) return entry.value();
    if (tensor instanceof tf.Tensor && tensor.isDisposed) throw disposed(tensor);
    const values = tf.engine().readSync(tensor.dataId);
    const id = this.write(values, tensor.shape, tensor.dtype);
    return this.recorded({ ...tensor, dataId: id });
  }

  /**
   * A tensor for a value.
   *
   * @param value - The value, or a function that gives it when it is first read.
   */
  tensorOf(value: Value): TensorInfo {
    return { dataId: this.dataId(() => value), shape: [...value.shape], dtype: tensorType(value) };
  }

  /**
   * An identity for data whose value is made when it is first read.
   *
   * @param value - Gives the value.
   */
  dataId(value: () => Value): DataId {
    const id = {};
    let made: Value | undefined;
    this.#entries.set(id, { value: () => (made ??= value()), references: 1 });
    return id;
  }

  override write(values: BackendValues, shape: number[], dtype: tf.DataType): DataId {
    const type = checkType(dtype);
    refuseRandomConstants();
    return this.dataId(() => this.graph.constant(numbers(values, type), shape, type));
  }

  override move(id: DataId, values: BackendValues, shape: number[], dtype: tf.DataType, references: number): void {
    const entry = this.#entries.get(this.write(values, shape, dtype));
    if (entry) this.#entries.set(id, { ...entry, references });
  }

  override readSync(id: object): BackendValues {
    throw this.#unreadable(id);
  }

  /** An unawaited promise that fails would end the process: the trace fails instead, and the promise stays pending. */
  override read(id: object): Promise<BackendValues> {
    this.failure ??= this.#unreadable(id);
    return new Promise(() => undefined);
  }

  #unreadable(id: object): CompileError {
    const node = this.#entries.get(id)?.value().node;
    return new CompileError(
      `compile: the value of a tensor was read${callSite()} while the function was traced${node ? ` (a result of ${node.type})` : ''}; a traced function may not look at values.`,
    );
  }

  override incRef(id: DataId): void {
    const entry = this.#entries.get(id);
    if (entry) entry.references += 1;
  }

  override refCount(id: DataId): number {
    return this.#entries.get(id)?.references ?? 0;
  }

  override disposeData(id: DataId, force = false): boolean {
    const entry = this.#entries.get(id);
    if (!entry) return true;
    entry.references -= 1;
    return force || entry.references < 1;
  }

  override numDataIds(): number {
    return this.#entries.size;
  }

  override timerAvailable(): boolean {
    return false;
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override memory(): never {
    throw new CompileError(
      `compile: tf.memory() was called${callSite()} while the function was traced, when no tensor has memory; call it outside.`,
    );
  }

  override dispose(): void {
    this.reset();
  }
}

/** The one recording backend: TensorFlow.js has one backend of a name. */
export const traceBackend = new TraceBackend();
tf.registerBackend(traceBackendName, () => traceBackend, 0);

function tensorType({ dtype }: Value): DataType {
  return dtype === 'int64' || dtype === 'string' ? 'int32' : dtype;
}

function numbers(values: BackendValues, dtype: DataType): ConstantData {
  if (values instanceof Float32Array && dtype === 'float32') return isUniform(values) ? values : values.slice();
  return arrayOf(dtype, Array.from(values as ArrayLike<number>, Number));
}
