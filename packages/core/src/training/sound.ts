import { addN, broadcastTo, isFinite as finite, logicalAnd, sum, type Tensor, where } from '@tensorflow/tfjs-core';

/**
 * Whether all numbers are finite, while a step is traced: one truth value.
 *
 * @param values - The numbers.
 */
export function isSound(values: readonly Tensor[]): Tensor {
  return finite(addN(values.map((value) => sum(value))));
}

/**
 * Whether both are true.
 *
 * @param sound - One; undefined when nobody asks.
 * @param values - Numbers that must be finite for the other.
 */
export function alsoSound(sound: Tensor | undefined, values: readonly Tensor[]): Tensor | undefined {
  return sound && logicalAnd(sound, isSound(values));
}

/**
 * A value, or the one before it where a step is left out.
 *
 * @param sound - Whether the step is made; undefined when it is in any case.
 * @param next - The value.
 * @param before - The one before.
 */
export function whenSound<Value extends Tensor>(sound: Tensor | undefined, next: Value, before: Tensor): Value {
  return sound ? (where(broadcastTo(sound, next.shape as [number]), next, before) as Value) : next;
}
