import type { Variable } from '@tensorflow/tfjs-core';

import type { Program } from './program.ts';
import { warnOnce } from './warn.ts';

/** How many traces of one function are kept. */
const limit = 32;

/** The traces of one function, by the signatures of the calls that they are for. The least recently used one is evicted. */
export class ProgramCache {
  readonly #programs = new Map<string, Program>();
  /** Every variable that any trace reads or assigns, also of traces that were evicted. */
  readonly variables = new Set<Variable>();

  /**
   * The trace for a signature, if it is kept.
   *
   * @param signature - The shapes, types and settings of a call.
   */
  get(signature: string): Program | undefined {
    const program = this.#programs.get(signature);
    if (!program) return undefined;
    this.#programs.delete(signature);
    this.#programs.set(signature, program);
    return program;
  }

  /**
   * Keeps a trace.
   *
   * @param signature - The shapes, types and settings of the calls that it is for.
   * @param program - The trace, ready to run.
   */
  async add(signature: string, program: Program): Promise<void> {
    this.#programs.set(signature, program);
    for (const variable of program.variables) this.variables.add(variable);
    const [oldest] = this.#programs;
    if (this.#programs.size <= limit || !oldest) return;
    warnOnce(
      `compile: a function was traced for more than ${limit} different shapes or settings; each new one costs a trace, so pad to fewer shapes.`,
    );
    this.#programs.delete(oldest[0]);
    await oldest[1].release();
  }

  /** Frees every trace. */
  async clear(): Promise<void> {
    for (const program of this.#programs.values()) await program.release();
    this.#programs.clear();
  }
}
