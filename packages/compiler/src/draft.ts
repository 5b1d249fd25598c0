import { loadExecutable, unload } from './executable.ts';
import { keepExecutable, plannedBefore, takeExecutable } from './executable-pool.ts';
import type { CallPlan } from './engines/choose-runtime.ts';
import type { Runtime } from './engines/runtime.ts';
import { planProgram, type ProgramPlan } from './passes.ts';
import { type Program, programOf } from './program.ts';
import type { Trace } from './trace/trace.ts';
import { traceText } from './trace/trace-text.ts';

/** A trace on its way to a program. */
export class Draft {
  readonly #trace: Trace;
  readonly #text: string | undefined;
  #plan: ProgramPlan | undefined;

  /** @param trace - The trace. */
  constructor(trace: Trace) {
    this.#trace = trace;
    this.#text = traceText(trace);
  }

  /** The work of a call and its graphs. */
  get call(): CallPlan {
    return (this.#text === undefined ? undefined : plannedBefore(this.#text)) ?? this.#planned();
  }

  /**
   * Makes the program: of graphs that were loaded for an earlier trace with the same text, where such wait, or else of its own.
   *
   * @param runtime - The runtime that loads its graphs.
   * @param threads - Threads that one run may use.
   */
  async load(runtime: Runtime, threads: number): Promise<Program> {
    const key = this.#text === undefined ? undefined : { text: this.#text, runtime, threads };
    const executable = (key && takeExecutable(key)) ?? (await loadExecutable(this.#planned(), runtime, threads));
    return programOf(executable, this.#trace, (sound) =>
      key && sound ? keepExecutable(key, executable) : unload(executable),
    );
  }

  #planned(): ProgramPlan {
    return (this.#plan ??= planProgram(this.#trace));
  }
}
