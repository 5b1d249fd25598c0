import type { Value } from '../graph/value.ts';
import type { Callee } from './wasm/code.ts';

/** A stretch of a value's memory that a launch works on. */
export interface BufferSlice {
  /** The value. */
  readonly value: Value;
  /** The offset in elements. */
  readonly offset: number;
}

/** A generated function and the buffers that it is called with. */
export interface KernelLaunch {
  /** The function: it takes the addresses of the operands, and then one of bytes that it may use as it likes. */
  readonly kernel: Callee;
  /** What it reads. */
  readonly reads: readonly BufferSlice[];
  /** What it writes. */
  readonly writes: readonly BufferSlice[];
  /** How many bytes it may use besides. */
  readonly scratch: number;
}

/**
 * The whole of a value.
 *
 * @param value - The value.
 */
export function wholeBuffer(value: Value): BufferSlice {
  return { value, offset: 0 };
}
