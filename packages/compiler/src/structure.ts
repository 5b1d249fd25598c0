import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from './errors.ts';
import type { HostTensor } from './host-tensor.ts';

/** An argument or result of a compiled function: tensors, alone or nested in arrays and plain objects, and plain settings. */
export type Structure<Leaf> =
  | Leaf
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Structure<Leaf>[]
  | { readonly [key: string]: Structure<Leaf> };

/** A tensor of either kind. */
export type Leaf = tf.Tensor | HostTensor;

/**
 * Whether this is a tensor of TensorFlow.js or a host tensor.
 *
 * @param value - Anything.
 */
export function isLeaf(value: unknown): value is Leaf {
  if (value instanceof tf.Tensor) return true;
  return (
    typeof value === 'object' && value !== null && 'data' in value && 'shape' in value && ArrayBuffer.isView(value.data)
  );
}

/**
 * A structure with each of its tensors replaced.
 *
 * @param structure - Anything that {@link Structure} allows.
 * @param replace - Gives what stands in a tensor's place; called in order.
 */
export function mapLeaves<To>(structure: unknown, replace: (leaf: Leaf) => To): Structure<To> {
  if (isLeaf(structure)) return replace(structure);
  if (Array.isArray(structure)) return structure.map((part: unknown) => mapLeaves(part, replace));
  if (typeof structure === 'object' && structure !== null) {
    return Object.fromEntries(Object.entries(structure).map(([key, part]) => [key, mapLeaves(part, replace)]));
  }
  return structure as Structure<To>;
}

/**
 * The tensors of a structure, in order.
 *
 * @param structure - Anything that {@link Structure} allows.
 */
export function leavesOf(structure: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collect(structure, leaves);
  return leaves;
}

/** As mapLeaves goes, without a new structure: it is done for every call. */
function collect(structure: unknown, leaves: Leaf[]): void {
  if (isLeaf(structure)) leaves.push(structure);
  else if (Array.isArray(structure)) for (const part of structure) collect(part, leaves);
  else if (typeof structure === 'object' && structure !== null) {
    for (const part of Object.values(structure)) collect(part, leaves);
  }
}

/**
 * Checks the result of a function.
 *
 * @param result - What it gave.
 * @throws {@link CompileError} for a promise, and for typed arrays in place of a tensor.
 */
export function checkedResult(result: unknown): unknown {
  if (result instanceof Promise) {
    result.catch(() => undefined);
    throw new CompileError('compile: the function must not be asynchronous.');
  }
  if (leavesOf(result).every((leaf) => leaf instanceof tf.Tensor)) return result;
  throw new CompileError('compile: the function must give tensors.');
}
