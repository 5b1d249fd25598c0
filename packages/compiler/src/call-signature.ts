import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from './errors.ts';
import { checkShape, checkType, dataTypeOf, type HostTensor, sizeOf } from './host-tensor.ts';
import { isLeaf, type Leaf } from './structure.ts';

/**
 * The key of a call in the cache of traces, as text: equal for two calls exactly when one trace serves both.
 *
 * @param value - What the function is called with, or a part of it.
 * @throws {@link CompileError} for a value that cannot be an argument, or that no key distinguishes from another one.
 */
export function signatureOf(value: unknown): string {
  if (isLeaf(value)) return `${dataTypeOf(checked(value))}[${value.shape.join()}]`;
  if (Array.isArray(value)) return `[${value.map(signatureOf).join()}]`;
  if (isPlainObject(value)) {
    if (isList(value.data) && isList(value.shape)) throw notNumbers(value.data);
    const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${signatureOf(part)}`);
    return `{${parts.join()}}`;
  }
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
    case 'undefined':
      return String(value);
    default:
      if (value === null) return 'null';
      throw new CompileError(
        `compile: arguments must be tensors, numbers in memory ({ data, shape }), arrays and plain objects of these, and numbers, strings and booleans as settings; received a ${kindOf(value)}.`,
      );
  }
}

function checked(leaf: Leaf): Leaf {
  if (leaf instanceof tf.Tensor) {
    if (leaf.isDisposed) throw new CompileError('compile: an argument is a tensor that is disposed of.');
    return leaf;
  }
  const { data, shape, dtype }: HostTensor = leaf;
  const type = arrayTypes.find(([, array]) => data instanceof array)?.[0];
  if (type === undefined) throw notNumbers(data);
  if (dtype !== undefined && checkType(dtype) !== type) {
    throw new CompileError(
      `compile: numbers of type ${dtype} must not be in a ${kindOf(data)}, which holds those of type ${type}.`,
    );
  }
  checkShape('compile: the shape of an argument', shape);
  if (data.length !== sizeOf(shape)) {
    throw new CompileError(
      `compile: an argument of shape [${shape.join()}] must have ${sizeOf(shape)} numbers, received ${data.length}.`,
    );
  }
  return leaf;
}

const arrayTypes = [
  ['float32', Float32Array],
  ['int32', Int32Array],
  ['bool', Uint8Array],
] as const;

function notNumbers(data: unknown): CompileError {
  return new CompileError(
    `compile: numbers in memory must be in a Float32Array, an Int32Array or a Uint8Array, received a ${kindOf(data)}.`,
  );
}

/** The name of an object's class, or the type of another value. */
function kindOf(value: unknown): string {
  const { constructor } = Object(value) as { constructor?: { name?: string } };
  return typeof value === 'object' ? (constructor?.name ?? 'object') : typeof value;
}

function isList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'number');
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
