import type { Work } from '../cost-model/graph-work.ts';
import { CompileError } from '../errors.ts';
import { checkKnownOptions } from '../known-options.ts';
import type { CallPlan, Chosen } from './choose-runtime.ts';
import type { Engine, Provider } from './engine.ts';
import type { Runtime } from './runtime.ts';

/** Options of an {@link EngineChoice}. */
export interface EngineOptions {
  /**
   * What runs the functions. `auto` chooses between `native` and `wasm` by the work of a call, and takes `eager` where an op
   * cannot be translated, with one warning that names the op; with an engine named, that is an error.
   *
   * @defaultValue 'auto'
   */
  readonly engine?: Engine;
  /**
   * What the engine `native` computes on. With `cuda` no other engine takes its place: where there is no CUDA, the first call
   * says so.
   *
   * @defaultValue 'cpu'
   */
  readonly provider?: Provider;
  /**
   * Threads that one run may use.
   *
   * @defaultValue 1
   */
  readonly threads?: number;
}

/** More threads than any machine has, and few enough for its memory. */
const mostThreads = 1024;
/**
 * One engine for functions that work together, such as the step of a training and its evaluation: chosen once, by what their calls
 * have to do, and the same in every process that has the same engines.
 */
export class EngineChoice {
  /** Threads that one run may use. */
  readonly threads: number;
  readonly #asked: Engine;
  readonly #provider: Provider;
  #choosing: Promise<Chosen> | undefined;
  #chosen: Chosen | undefined;

  /**
   * @param options - The engine, or `auto`, and how it runs.
   * @throws {@link CompileError} for an option that is out of range.
   */
  constructor(options: EngineOptions = {}) {
    checkKnownOptions<EngineOptions>('compile', options, { engine: true, provider: true, threads: true });
    const { engine, provider = 'cpu', threads = 1 } = options;
    this.#asked = engineFor(provider, engine);
    this.#provider = provider;
    this.threads = threads;
    if (Number.isInteger(threads) && threads > 0 && threads <= mostThreads) return;
    throw new CompileError(
      `compile: option \`threads\` must be a whole number from 1 to ${mostThreads}, received ${threads}.`,
    );
  }

  /** The engine that was chosen; before that, the one that was asked for. */
  get engine(): Engine {
    return this.#chosen?.engine ?? this.#asked;
  }

  /** Whether the engine is chosen by the work of the functions. */
  get isAuto(): boolean {
    return this.#asked === 'auto';
  }

  /** Why this engine, in a few words, once it is chosen. */
  get reason(): string | undefined {
    return this.#chosen?.reason;
  }

  /** The work by which the engine was chosen; `undefined` where one was asked for. */
  get work(): Work | undefined {
    return this.#chosen?.work;
  }

  /**
   * Chooses, unless it has.
   *
   * @param calls - Gives the calls to choose by, as {@link Compiled.plan} gives them; asked for `auto` only.
   * @returns What runs the functions; `undefined` when they are run op by op.
   * @throws {@link CompileError} for an engine that was asked for and does not work, and whatever tracing throws.
   */
  async choose(calls: () => Promise<readonly CallPlan[]>): Promise<Runtime | undefined> {
    this.#choosing ??= this.#choose(calls);
    try {
      this.#chosen = await this.#choosing;
    } catch (error) {
      this.#choosing = undefined; // A function that could not be traced leaves the choice to the next.
      throw error;
    }
    return this.#chosen.runtime;
  }

  async #choose(calls: () => Promise<readonly CallPlan[]>): Promise<Chosen> {
    if (this.#asked === 'eager') return { engine: this.#asked, reason: 'asked for' };
    // Loaded by the first call: an import of the package need not load the engines.
    const { chooseRuntime, startAsked } = await import('./choose-runtime.ts');
    return this.#asked === 'auto' ? chooseRuntime(calls, this.threads) : startAsked(this.#asked, this.#provider);
  }
}

/** The engine that was asked for: only the native one runs on a GPU. */
function engineFor(provider: Provider, engine: Engine = 'auto'): Engine {
  if (!['auto', 'native', 'wasm', 'eager'].includes(engine)) {
    throw new CompileError(`compile: option \`engine\` must be auto, native, wasm or eager, received ${engine}.`);
  }
  if (provider === 'cpu') return engine;
  if (['cuda'].includes(provider) && ['auto', 'native'].includes(engine)) return 'native';
  throw new CompileError(
    `compile: option \`provider\` must be cpu, or cuda with the engine native, received ${provider} with the engine ${engine}.`,
  );
}
