import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { widthOf } from './wasm/load-store.ts';

/** The live range of a value, in kernel launches. */
export interface LiveRange {
  /** The value. */
  readonly value: Value;
  /** The launch that computes it; −1 before the first. */
  readonly def: number;
  /** The last launch that reads it; the number of launches if it is read after the last. */
  readonly lastUse: number;
}

/** The address of each value. */
export interface MemoryPlan {
  /** Bytes from the beginning of the memory. */
  readonly addresses: ReadonlyMap<Value, number>;
  /** Bytes of the memory. */
  readonly bytes: number;
}

/** Alignment of buffers: the length of a cache line. */
const alignment = 64;
/** Bytes that a vector load may read beyond the end of a value. */
const slack = 32;

/**
 * How many bytes a value takes in memory.
 *
 * @param value - The value.
 */
export function bytesFor({ shape, dtype }: Pick<Value, 'shape' | 'dtype'>): number {
  return Math.ceil((sizeOf(shape) * widthOf(dtype) + slack) / alignment) * alignment;
}

/**
 * Assigns each value a buffer in memory. Values whose live ranges do not overlap may share one: the largest value comes first, and takes the
 * first gap that is large enough (greedy by size).
 *
 * @param lives - The values.
 */
export function planMemory(lives: readonly LiveRange[]): MemoryPlan {
  const addresses = new Map<Value, number>();
  const placed: (LiveRange & { begin: number; end: number })[] = [];
  let bytes = 0;
  const sized = lives.map((life) => ({ ...life, size: bytesFor(life.value) }));
  for (const { size, ...life } of sized.sort((a, b) => b.size - a.size)) {
    let begin = 0;
    for (const other of placed) {
      if (other.def > life.lastUse || life.def > other.lastUse) continue;
      if (other.begin - begin >= size) break;
      begin = Math.max(begin, other.end);
    }
    const next = placed.findIndex((other) => other.begin > begin);
    placed.splice(next < 0 ? placed.length : next, 0, { ...life, begin, end: begin + size });
    addresses.set(life.value, begin);
    bytes = Math.max(bytes, begin + size);
  }
  return { addresses, bytes };
}
