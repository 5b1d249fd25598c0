import { unsigned } from './bytes.ts';
import { type Callee, type Code, flattened, type Local, local } from './code.ts';
import { constant } from './simd.ts';

const types = { index: 0x7f, vector: 0x7b };

/** Builds a WebAssembly function. It takes addresses and returns nothing. */
export class FunctionBuilder {
  readonly #parameters: number;
  readonly #types: number[] = [];
  readonly #constants = new Map<string, Local>();
  readonly #prologue: Code[] = [];

  /** @param parameters - How many addresses it takes. */
  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  /** A new local of type i32, for an address or a counter. */
  index(): Local {
    return this.#local(types.index);
  }

  /** A new local of type v128. */
  vector(): Local {
    return this.#local(types.vector);
  }

  /**
   * A float in all four lanes, made once in the prologue.
   *
   * @param number - The number.
   */
  float(number: number): Code {
    return this.#splat(Float32Array.of(number, number, number, number));
  }

  /**
   * An integer in all four lanes, made once in the prologue.
   *
   * @param number - The number.
   */
  integer(number: number): Code {
    return this.#splat(Int32Array.of(number, number, number, number));
  }

  /**
   * A double in both lanes, made once in the prologue.
   *
   * @param number - The number.
   */
  double(number: number): Code {
    return this.#splat(Float64Array.of(number, number));
  }

  /**
   * The function.
   *
   * @param code - What it does.
   */
  finish(code: Code): Callee {
    const declared = this.#types.flatMap((type) => [1, type]);
    const body = flattened([unsigned(this.#types.length), declared, this.#prologue, code, 0x0b]);
    return { arity: this.#parameters, body };
  }

  #splat(numbers: Float32Array | Float64Array | Int32Array): Code {
    const bytes = new Uint8Array(numbers.buffer);
    const key = bytes.join();
    const known = this.#constants.get(key);
    if (known) return known.get;
    const made = this.vector();
    this.#constants.set(key, made);
    this.#prologue.push(constant(bytes), made.set);
    return made.get;
  }

  #local(type: number): Local {
    this.#types.push(type);
    return local(this.#parameters + this.#types.length - 1);
  }
}
