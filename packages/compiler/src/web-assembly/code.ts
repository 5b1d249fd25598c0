import { signed, unsigned } from './bytes.ts';

/** Instructions of WebAssembly: bytes, and instructions. */
export type Code = readonly (number | Code)[];

/** A variable of a function of WebAssembly. */
export interface Local {
  /** Puts it on the stack. */
  readonly get: Code;
  /** Takes it from the stack. */
  readonly set: Code;
  /** Takes it from the stack, and leaves it there. */
  readonly tee: Code;
}

/**
 * The bytes of instructions.
 *
 * @param code - The instructions.
 */
export function bytesOf(code: Code): number[] {
  const bytes: number[] = [];
  const add = (part: Code): void => {
    for (const item of part) {
      if (typeof item === 'number') bytes.push(item);
      else add(item);
    }
  };
  add(code);
  return bytes;
}

/**
 * The variable of a number.
 *
 * @param index - The number.
 */
export function local(index: number): Local {
  return {
    get: [0x20, ...unsigned(index)],
    set: [0x21, ...unsigned(index)],
    tee: [0x22, ...unsigned(index)],
  };
}

/**
 * A whole number on the stack.
 *
 * @param number - The number.
 */
export function integer(number: number): Code {
  return [0x41, ...signed(number)];
}

/**
 * The sum of what is on the stack and a number.
 *
 * @param number - The number.
 */
export function plus(number: number): Code {
  return number === 0 ? [] : [integer(number), 0x6a];
}

/**
 * Makes a variable larger by a number.
 *
 * @param variable - The variable.
 * @param number - The number.
 */
export function advance(variable: Local, number: number): Code {
  return number === 0 ? [] : [variable.get, plus(number), variable.set];
}

/**
 * Instructions that are run several times.
 *
 * @param counter - A variable that counts.
 * @param times - How often.
 * @param body - The instructions.
 */
export function repeat(counter: Local, times: number, body: Code): Code {
  if (times === 0 || body.length === 0) return [];
  if (times === 1) return body;
  const again = [counter.get, plus(1), counter.tee, integer(times), i32.lessUnsigned];
  return [integer(0), counter.set, 0x03, 0x40, body, again, 0x0d, 0x00, 0x0b];
}

/**
 * Instructions that are run when the number on the stack is not 0.
 *
 * @param body - The instructions.
 */
export function when(body: Code): Code {
  return [0x04, 0x40, body, 0x0b];
}

/**
 * A call of a function.
 *
 * @param index - Its number.
 */
export function call(index: number): Code {
  return [0x10, ...unsigned(index)];
}

/** Instructions on whole numbers. */
export const i32 = {
  add: [0x6a],
  subtract: [0x6b],
  multiply: [0x6c],
  lessSigned: [0x48],
  lessUnsigned: [0x49],
  greaterOrEqualUnsigned: [0x4f],
  store: [0x36, 2, 0],
} as const satisfies Readonly<Record<string, Code>>;

/** Takes the whole number at an address. */
export const loadInteger: Code = [0x28, 2, 0];

/**
 * Fills memory: takes an address, a byte, and how many bytes.
 */
export const fill: Code = [0xfc, 0x0b, 0x00];
