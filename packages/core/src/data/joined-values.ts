import type { TensorSpec } from '../layers/layer.ts';
import { sizeOf } from '../size-of.ts';

/** Numbers of inputs or labels. */
type Values = Float32Array | Int32Array;

function valuesOf(dtype: TensorSpec['dtype'], length: number): Values {
  return dtype === 'int32' ? new Int32Array(length) : new Float32Array(length);
}

/**
 * Zeros for examples that have no values.
 *
 * @param spec - What one example is.
 * @param size - How many examples.
 */
export function blankValues(spec: Pick<TensorSpec, 'shape' | 'dtype'>, size: number): Values {
  return valuesOf(spec.dtype, size * sizeOf(spec));
}

/**
 * Values one after the other.
 *
 * @param parts - The values, all of one type.
 * @param dtype - Their type.
 */
export function joinedValues(parts: readonly Values[], dtype: TensorSpec['dtype']): Values {
  const all = valuesOf(
    dtype,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
