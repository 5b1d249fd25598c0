import { beyondModule } from '../codegen/wasm-session.ts';
import { type Estimate, estimateOf } from '../cost-model/estimate.ts';
import { sumOfWork, type Work } from '../cost-model/graph-work.ts';
import { CompileError, NotInstalledError, UnavailableError, UnsupportedOpError } from '../errors.ts';
import type { Subgraph } from '../graph/partition.ts';
import { checkKnownOptions } from '../known-options.ts';
import { warnOnce } from '../warn.ts';
import type { Engine, Provider } from './engine.ts';
import { isNode } from './node-packages.ts';
import { onnxRuntimeWeb } from './onnxruntime-web.ts';
import { notInstalled } from './optional-package.ts';
import { publishedVersion } from './published-files.ts';
import type { Runtime } from './runtime.ts';
import { startRuntime, warnInstead, warnOpByOp } from './select.ts';
import { mostThreadsOfModule } from './wasm.ts';

/** The work of one call of a compiled function, and its graphs. */
export interface CallPlan {
  /** Its work. */
  readonly work: Work;
  /** Its graphs. */
  readonly partitions: readonly Subgraph[];
}

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
/** From this speed-up and these milliseconds a call on, a warning says that the native engine is not installed. */
const [worthSaying, wideCall] = [1.5, 1];

interface Chosen {
  readonly engine: Exclude<Engine, 'auto'>;
  readonly reason: string;
  readonly runtime?: Runtime;
}

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
  #work: Work | undefined;

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
    return this.#work;
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
    const asked = this.#asked;
    if (asked === 'eager') return { engine: asked, reason: 'asked for' };
    if (asked !== 'auto') {
      return { engine: asked, reason: 'asked for', runtime: await startRuntime(asked, this.#provider) };
    }
    try {
      return await this.#between(await calls());
    } catch (error) {
      if (error instanceof UnsupportedOpError) warnOnce(`${error.message} The function runs op by op instead.`);
      else if (error instanceof UnavailableError) await warnOpByOp(error);
      else throw error;
      return { engine: 'eager', reason: error.message };
    }
  }

  async #between(calls: readonly CallPlan[]): Promise<Chosen> {
    this.#work = sumOfWork(calls.map(({ work }) => work));
    if (!isNode()) return this.#wasm('the only one in a browser', calls);
    const estimate = estimateOf(this.#work, this.threads);
    if (this.threads <= mostThreadsOfModule && estimate.wasm <= estimate.native) {
      const beyond = beyondIn(calls);
      if (beyond === undefined) return this.#wasm(textOf(estimate), calls);
      return this.#native(`WebAssembly of our own lacks ${beyond}`, calls, estimate);
    }
    const manyThreads = `${this.threads} threads, of which a module of WebAssembly has one`;
    return this.#native(this.threads > mostThreadsOfModule ? manyThreads : textOf(estimate), calls, estimate);
  }

  /** The native engine, or else the next. */
  async #native(reason: string, calls: readonly CallPlan[], estimate: Estimate): Promise<Chosen> {
    try {
      return { engine: 'native', reason, runtime: await startRuntime('native', 'cpu') };
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      if (!(error instanceof NotInstalledError)) {
        warnInstead(error, 'by the engine wasm');
        return this.#wasm(error.message, calls);
      }
      if (estimate.wasm >= worthSaying * estimate.native && estimate.wasm >= wideCall) adviseNative(estimate);
      return this.#wasm('onnxruntime-node is not installed', calls);
    }
  }

  /** The engine wasm, where it can run all of the calls. */
  async #wasm(reason: string, calls: readonly CallPlan[]): Promise<Chosen> {
    const beyond = beyondIn(calls);
    if (beyond !== undefined && !(await onnxRuntimeWeb(this.threads))) {
      throw notInstalled('onnxruntime-web', `${beyond} on the engine wasm`);
    }
    return { engine: 'wasm', reason, runtime: await startRuntime('wasm', 'cpu') };
  }
}

/** Why the calls cannot be compiled to a WebAssembly module, if they cannot. */
function beyondIn(calls: readonly CallPlan[]): string | undefined {
  return calls.flatMap(({ partitions }) => partitions.flatMap((part) => beyondModule(part) ?? []))[0];
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

function textOf({ native, wasm }: Estimate): string {
  return `by the cost model ${milliseconds(wasm)} ms a call on wasm and ${milliseconds(native)} ms on native`;
}

function adviseNative({ native, wasm }: Estimate): void {
  const times = `${milliseconds(native)} ms instead of ${milliseconds(wasm)} ms`;
  warnOnce(
    `compile: with the package onnxruntime-node a call would take an estimated ${times}; add it by ONNXRUNTIME_NODE_INSTALL=skip npm install onnxruntime-node@${publishedVersion} (288 MB, the engine native; the variable spares the download of CUDA).`,
    'onnxruntime-node',
  );
}

function milliseconds(value: number): string {
  return String(Number(value.toPrecision(2)));
}
