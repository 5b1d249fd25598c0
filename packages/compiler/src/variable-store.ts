import type { DataId, Variable } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from './errors.ts';
import { dataTypeOf, type HostTensor, toHost } from './host-tensor.ts';

interface Stored {
  readonly value: HostTensor;
  /** The variable's data when the value was stored: other data since then mean that the variable was assigned by the program. */
  readonly dataId: DataId;
  /** Whether the variable itself has an old value. */
  readonly ahead: boolean;
}

/** The values that compiled functions assigned to variables, shared by all functions; the variables themselves have old values until synced. */
const stored = new WeakMap<Variable, Stored>();

/**
 * A variable's newest value.
 *
 * @param variable - The variable.
 * @throws {@link CompileError} when it is disposed of.
 */
export function readVariable(variable: Variable): HostTensor {
  if (variable.isDisposed) throw new CompileError(`compile: the variable ${variable.name} is disposed of.`);
  const known = stored.get(variable);
  if (known?.dataId === variable.dataId) return known.value;
  const value = toHost(variable);
  stored.set(variable, { value, dataId: variable.dataId, ahead: false });
  return value;
}

/**
 * Keeps what a compiled function assigned.
 *
 * @param variable - The variable.
 * @param value - Its new value.
 */
export function storeVariable(variable: Variable, value: HostTensor): void {
  stored.set(variable, { value, dataId: variable.dataId, ahead: true });
}

/**
 * Copies a variable's newest value to another buffer, unless it is there already.
 *
 * @param variable - The variable.
 * @param place - Where its numbers are from now on.
 */
export function placeVariable(variable: Variable, place: Float32Array): void {
  const value = readVariable(variable);
  if (value.data === place) return;
  place.set(value.data);
  const ahead = stored.get(variable)?.ahead ?? false;
  stored.set(variable, { value: { ...value, data: place }, dataId: variable.dataId, ahead });
}

/**
 * Copies a variable's newest value out of memory that is about to be used for something else.
 *
 * @param variable - The variable.
 * @param memory - The memory.
 */
export function moveOut(variable: Variable, memory: ArrayBufferLike): void {
  const known = stored.get(variable);
  if (known?.value.data.buffer !== memory) return;
  stored.set(variable, { ...known, value: { ...known.value, data: known.value.data.slice() } });
}

/**
 * Writes a variable's newest value to the variable itself.
 *
 * @param variable - The variable.
 */
export function syncVariable(variable: Variable): void {
  const known = stored.get(variable);
  if (!known?.ahead || known.dataId !== variable.dataId) return;
  const dtype = dataTypeOf(variable);
  const fresh = tf.tensor(known.value.data.slice(), variable.shape, dtype);
  variable.assign(fresh);
  fresh.dispose();
  stored.set(variable, { value: known.value, dataId: variable.dataId, ahead: false });
}
