import { signed, unsigned } from './bytes.ts';

/** Instructions of WebAssembly: bytes, instructions, and functions, which stand for their indices. */
export type Code = readonly (number | Code | Callee)[];

/**
 * A function of the module: it takes integers and returns nothing. JavaScript engines optimize a function after it has run for a
 * while, from its next call on: so long work is many calls of few functions, and the first run is not slow.
 */
export interface Callee {
  /** How many integers it takes. */
  readonly arity: number;
  /** Its locals and instructions, in bytes; functions stand for their indices. */
  readonly body: readonly (readonly number[] | Callee)[];
}

/** A local variable of a WebAssembly function. */
export interface Local {
  /** Pushes it (local.get). */
  readonly get: Code;
  /** Pops it (local.set). */
  readonly set: Code;
  /** Sets it to the top of the stack (local.tee). */
  readonly tee: Code;
}

/**
 * The bytes of instructions, and the functions between them.
 *
 * @param code - The instructions.
 */
export function flattened(code: Code): Callee['body'] {
  let bytes: number[] = [];
  const parts: (readonly number[] | Callee)[] = [bytes];
  const add = (part: Code): void => {
    for (const item of part) {
      if (typeof item === 'number') bytes.push(item);
      else if ('body' in item) parts.push(item, (bytes = []));
      else add(item);
    }
  };
  add(code);
  return parts;
}

const locals: Local[] = [];

/**
 * The local with an index.
 *
 * @param index - The number.
 */
export function local(index: number): Local {
  return (locals[index] ??= {
    get: [0x20, ...unsigned(index)],
    set: [0x21, ...unsigned(index)],
    tee: [0x22, ...unsigned(index)],
  });
}

/**
 * An integer on the stack.
 *
 * @param number - The number.
 */
export function integer(number: number): Code {
  return [0x41, ...signed(number)];
}

/**
 * Adds a number to the top of the stack.
 *
 * @param number - The number.
 */
export function plus(number: number): Code {
  return number === 0 ? [] : [integer(number), 0x6a];
}

/**
 * Adds a number to a local.
 *
 * @param variable - The variable.
 * @param number - The number.
 */
export function advance(variable: Local, number: number): Code {
  return number === 0 ? [] : [variable.get, plus(number), variable.set];
}

/**
 * A loop with a fixed number of iterations.
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
 * A loop with as many iterations as a local says, at least one; the local is 0 afterwards.
 *
 * @param left - The variable.
 * @param body - The instructions.
 */
export function countDown(left: Local, body: Code): Code {
  return [0x03, 0x40, body, left.get, plus(-1), left.tee, 0x0d, 0x00, 0x0b];
}

/**
 * Instructions that run if the top of the stack is not 0.
 *
 * @param body - The instructions.
 */
export function when(body: Code): Code {
  return [0x04, 0x40, body, 0x0b];
}

/**
 * A do-while loop.
 *
 * @param body - The instructions.
 * @param condition - What puts a number that is not 0 on the stack.
 */
export function repeatWhile(body: Code, condition: Code): Code {
  return [0x03, 0x40, body, condition, 0x0d, 0x00, 0x0b];
}

/**
 * A while loop; its conditions are evaluated in order, up to the first that does not hold.
 *
 * @param conditions - What puts a number that is not 0 on the stack.
 * @param body - The instructions.
 */
export function whileAll(conditions: readonly Code[], body: Code): Code {
  const leave = conditions.map((condition) => [condition, 0x45, 0x0d, 0x01]);
  return [0x02, 0x40, 0x03, 0x40, leave, body, 0x0c, 0x00, 0x0b, 0x0b];
}

/**
 * A call of a function.
 *
 * @param callee - The function, or the number of one that is imported.
 * @param given - What it is given.
 */
export function call(callee: Callee | number, given: readonly Code[] = []): Code {
  return [...given, 0x10, callee];
}

/** Instructions on integers. */
export const i32 = {
  add: [0x6a],
  subtract: [0x6b],
  multiply: [0x6c],
  lessSigned: [0x48],
  greaterSigned: [0x4a],
  lessUnsigned: [0x49],
  greaterOrEqualUnsigned: [0x4f],
  and: [0x71],
  or: [0x72],
  store: [0x36, 2, 0],
} as const satisfies Readonly<Record<string, Code>>;

/** Instructions on floats. */
export const f32 = {
  equal: [0x5b],
  notEqual: [0x5c],
  greater: [0x5e],
} as const satisfies Readonly<Record<string, Code>>;

/** Loads the integer at an address. */
export const loadInteger: Code = [0x28, 2, 0];
/** Loads the float at an address. */
export const loadFloat: Code = [0x2a, 2, 0];

/**
 * Fills memory: pops an address, a byte, and the number of bytes.
 */
export const fill: Code = [0xfc, 0x0b, 0x00];
