import type { Value } from '../graph/value.ts';
import type { Callee } from './wasm/code.ts';

/** A contiguous range of a value's memory that a launch reads or writes. */
export interface BufferSlice {
  /** The value. */
  readonly value: Value;
  /** The offset in elements. */
  readonly offset: number;
}

/** A generated function and the buffers that it is called with. */
export interface KernelLaunch {
  /** The function: its arguments are the addresses of the operands, and of scratch memory. */
  readonly kernel: Callee;
  /** The operands that it reads. */
  readonly reads: readonly BufferSlice[];
  /** The operands that it writes. */
  readonly writes: readonly BufferSlice[];
  /** Bytes of scratch memory. */
  readonly scratch: number;
}

/**
 * All elements of a value.
 *
 * @param value - The value.
 */
export function wholeBuffer(value: Value): BufferSlice {
  return { value, offset: 0 };
}
