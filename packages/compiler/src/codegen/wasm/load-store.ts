import type { GraphType } from '../../graph/value.ts';
import { type Code, plus } from './code.ts';
import type { FunctionBuilder } from './function-builder.ts';
import {
  bits,
  constant,
  i32x4,
  lanes,
  load,
  loadByteLane,
  loadBytes,
  loadLane,
  loadSplat,
  shuffle,
  store,
  storeByteLane,
  storeLane,
  width,
} from './simd.ts';

/**
 * Bytes of an element in memory.
 *
 * @param dtype - Its type.
 */
export function widthOf(dtype: GraphType): number {
  return dtype === 'bool' ? 1 : width;
}

const zeros = constant(new Uint8Array(lanes * width));

/**
 * Loads elements; a bool becomes 32 bits that are all set or all clear.
 *
 * @param dtype - Their type.
 * @param address - The address of the first element.
 * @param steps - Bytes from one element to the next.
 * @param count - How many are wanted: at most 4.
 */
export function loadLanes(dtype: GraphType, address: Code, steps: number, count: number): Code {
  const all = Array.from({ length: count }, (_, lane) => lane);
  if (dtype === 'bool') {
    const spreadOut = all.reduce<Code>(
      (code, lane) => [...address, ...plus(lane * steps), ...code, ...loadByteLane(lane * width)],
      zeros,
    );
    const bytes = steps === 1 ? [...address, ...loadBytes(), ...bits.widenBytes, ...bits.widenShorts] : spreadOut;
    return [...bytes, ...i32x4.negate];
  }
  if (steps === width) return [...address, ...load()];
  if (steps === 2 * width && count === lanes) {
    return [...address, ...load(), ...address, ...load(lanes * width), ...shuffle(0, 2, 4, 6)];
  }
  return all.reduce<Code>((code, lane) => [...address, ...plus(lane * steps), ...code, ...loadLane(lane)], zeros);
}

/**
 * Loads one element into all four lanes.
 *
 * @param dtype - Its type.
 * @param address - Its address.
 */
export function loadBroadcast(dtype: GraphType, address: Code): Code {
  return dtype === 'bool' ? loadLanes(dtype, address, 0, lanes) : [...address, ...loadSplat()];
}

/** Where elements are stored. */
export interface StorePosition {
  /** The address of the first element. */
  readonly address: Code;
  /** Bytes from one element to the next. */
  readonly steps: number;
}

/**
 * Stores elements.
 *
 * @param routine - The function.
 * @param dtype - Their type.
 * @param numbers - The numbers.
 * @param place - Where they are put, and how many.
 */
export function storeLanes(
  routine: FunctionBuilder,
  dtype: GraphType,
  numbers: Code,
  place: StorePosition & { count: number },
): Code {
  const { address, steps, count } = place;
  const all = Array.from({ length: count }, (_, lane) => lane);
  if (dtype !== 'bool') {
    if (steps === width && count === lanes) return [...address, ...numbers, ...store()];
    return all.flatMap((lane) => [...address, ...numbers, ...storeLane(lane, lane * steps)]);
  }
  const packed = routine.vector();
  const bytes = [...numbers, ...routine.integer(1), ...bits.and, ...packed.set];
  const narrow = [...packed.get, ...packed.get, ...bits.narrowIntegers, ...packed.set];
  if (steps === 1 && count === lanes) {
    const four = [...packed.get, ...packed.get, ...bits.narrowShorts, ...packed.set];
    return [...bytes, ...narrow, ...four, ...address, ...packed.get, ...storeLane(0)];
  }
  return [
    ...bytes,
    ...all.flatMap((lane) => [...address, ...packed.get, ...storeByteLane(lane * width, lane * steps)]),
  ];
}
