import { unsigned } from './bytes.ts';
import type { Code } from './code.ts';

const simd = (...opcode: readonly number[]): Code => [0xfd, ...opcode];

/** Instructions on four floats at a time. */
export const f32x4 = {
  splat: simd(0x13),
  equal: simd(0x41),
  notEqual: simd(0x42),
  less: simd(0x43),
  greater: simd(0x44),
  lessOrEqual: simd(0x45),
  greaterOrEqual: simd(0x46),
  ceil: simd(0x67),
  floor: simd(0x68),
  nearest: simd(0x6a),
  abs: simd(0xe0, 0x01),
  negate: simd(0xe1, 0x01),
  squareRoot: simd(0xe3, 0x01),
  add: simd(0xe4, 0x01),
  subtract: simd(0xe5, 0x01),
  multiply: simd(0xe6, 0x01),
  divide: simd(0xe7, 0x01),
  min: simd(0xe8, 0x01),
  max: simd(0xe9, 0x01),
  /** b < a ? b : a. */
  lesser: simd(0xea, 0x01),
  /** a < b ? b : a. */
  larger: simd(0xeb, 0x01),
  fromIntegers: simd(0xfa, 0x01),
} as const satisfies Readonly<Record<string, Code>>;

/** Instructions on two floats of double precision at a time. */
export const f64x2 = {
  equal: simd(0x47),
  notEqual: simd(0x48),
  less: simd(0x49),
  greaterOrEqual: simd(0x4c),
  floor: simd(0x75),
  truncate: simd(0x7a),
  abs: simd(0xec, 0x01),
  add: simd(0xf0, 0x01),
  subtract: simd(0xf1, 0x01),
  multiply: simd(0xf2, 0x01),
  divide: simd(0xf3, 0x01),
  /** b < a ? b : a. */
  lesser: simd(0xf6, 0x01),
  /** a < b ? b : a. */
  larger: simd(0xf7, 0x01),
  nearest: simd(0x94, 0x01),
  /** Of the first two integers. */
  fromIntegers: simd(0xfe, 0x01),
  /** Of the first two floats. */
  fromFloats: simd(0x5f),
  /** As floats, and zeros. */
  toFloats: simd(0x5e),
  /** As integers, and zeros. */
  toIntegers: simd(0xfc, 0x01),
} as const satisfies Readonly<Record<string, Code>>;

/** Instructions on two integers of 64 bits at a time. */
export const i64x2 = {
  /** Of the first two integers of 32 bits. */
  fromIntegers: simd(0xc7, 0x01),
  shiftLeft: simd(0xcb, 0x01),
  shiftRight: simd(0xcc, 0x01),
  add: simd(0xce, 0x01),
  subtract: simd(0xd1, 0x01),
} as const satisfies Readonly<Record<string, Code>>;

/** Instructions on four integers at a time. */
export const i32x4 = {
  splat: simd(0x11),
  equal: simd(0x37),
  notEqual: simd(0x38),
  less: simd(0x39),
  greater: simd(0x3b),
  lessOrEqual: simd(0x3d),
  greaterOrEqual: simd(0x3f),
  abs: simd(0xa0, 0x01),
  negate: simd(0xa1, 0x01),
  shiftLeft: simd(0xab, 0x01),
  shiftRight: simd(0xac, 0x01),
  shiftRightUnsigned: simd(0xad, 0x01),
  add: simd(0xae, 0x01),
  subtract: simd(0xb1, 0x01),
  multiply: simd(0xb5, 0x01),
  min: simd(0xb6, 0x01),
  max: simd(0xb8, 0x01),
  /** Towards zero; values out of range saturate, and NaN becomes 0. */
  fromFloats: simd(0xf8, 0x01),
} as const satisfies Readonly<Record<string, Code>>;

/** Instructions on 128 bits. */
export const bits = {
  not: simd(0x4d),
  and: simd(0x4e),
  andNot: simd(0x4f),
  or: simd(0x50),
  xor: simd(0x51),
  /** Pops a, b and a mask: a where it is set. */
  select: simd(0x52),
  /** Whether any is set, as one integer. */
  isAny: simd(0x53),
  /** Bytes to 16 bits, and those to 32. */
  widenBytes: simd(0x89, 0x01),
  widenShorts: simd(0xa9, 0x01),
  /** 32 bits to 16, and those to bytes. */
  narrowIntegers: simd(0x86, 0x01),
  narrowShorts: simd(0x66),
} as const satisfies Readonly<Record<string, Code>>;

/** Bytes of a number, and of four of them. */
export const width = 4;
/** Lanes of an instruction. */
export const lanes = 4;
/** Bytes of a vector. */
export const vectorBytes = width * lanes;

/**
 * Loads four elements from the address on the stack.
 *
 * @param offset - Bytes that are added to the address.
 */
export function load(offset = 0): Code {
  return [0xfd, 0x00, 2, ...unsigned(offset)];
}

/**
 * Loads the element at the address on the stack into all lanes.
 *
 * @param offset - Bytes that are added to the address.
 */
export function loadSplat(offset = 0): Code {
  return [0xfd, 0x09, 2, ...unsigned(offset)];
}

/**
 * Loads 32 bits from the address on the stack; the other lanes are 0.
 *
 * @param offset - Bytes that are added to the address.
 */
export function loadBytes(offset = 0): Code {
  return [0xfd, 0x5c, 0, ...unsigned(offset)];
}

/**
 * Loads the element at the address on the stack into a lane of the vector on the stack.
 *
 * @param lane - The lane.
 * @param offset - Bytes that are added to the address.
 */
export function loadLane(lane: number, offset = 0): Code {
  return [0xfd, 0x56, 2, ...unsigned(offset), lane];
}

/**
 * Loads the byte at the address on the stack into a byte of the vector on the stack.
 *
 * @param lane - Which byte.
 * @param offset - Bytes that are added to the address.
 */
export function loadByteLane(lane: number, offset = 0): Code {
  return [0xfd, 0x54, 0, ...unsigned(offset), lane];
}

/**
 * Stores the vector on the stack at the address under it.
 *
 * @param offset - Bytes that are added to the address.
 */
export function store(offset = 0): Code {
  return [0xfd, 0x0b, 2, ...unsigned(offset)];
}

/**
 * Stores a lane of the vector on the stack at the address under it.
 *
 * @param lane - The lane.
 * @param offset - Bytes that are added to the address.
 */
export function storeLane(lane: number, offset = 0): Code {
  return [0xfd, 0x5a, 2, ...unsigned(offset), lane];
}

/**
 * Stores a byte of the vector on the stack at the address under it.
 *
 * @param lane - Which byte.
 * @param offset - Bytes that are added to the address.
 */
export function storeByteLane(lane: number, offset = 0): Code {
  return [0xfd, 0x58, 0, ...unsigned(offset), lane];
}

/**
 * Shuffles the lanes of the two vectors on the stack.
 *
 * @param chosen - Which: 0 to 3 are of the first, 4 to 7 of the second.
 */
export function shuffle(...chosen: readonly number[]): Code {
  return [0xfd, 0x0d, ...chosen.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * width + byte))];
}

/**
 * Pushes a constant vector.
 *
 * @param bytes - Its bytes.
 */
export function constant(bytes: ArrayLike<number>): Code {
  return [0xfd, 0x0c, ...Array.from(bytes)];
}
