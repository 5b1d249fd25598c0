import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { signatureOf } from './call-signature.ts';
import { runEagerly } from './eager.ts';
import type { Engine, Provider } from './engines/engine.ts';
import { explained } from './engines/failure.ts';
import type { Runtime } from './engines/runtime.ts';
import { selectRuntime, warnOpByOp } from './engines/select.ts';
import { CompileError, UnavailableError, UnsupportedOpError } from './errors.ts';
import { dataTypeOf, type HostTensor, toHost } from './host-tensor.ts';
import { checkKnownOptions } from './known-options.ts';
import { loadProgram, type Program } from './program.ts';
import { ProgramCache } from './program-cache.ts';
import type { RandomSource } from './random-uniform.ts';
import { type Leaf, leavesOf, mapLeaves } from './structure.ts';
import { trace } from './trace/trace.ts';
import { enqueue } from './call-queue.ts';
import { readVariable, syncVariable } from './variable-store.ts';
import { warnOnce } from './warn.ts';

/** What {@link compile} can be told. */
export interface CompileOptions {
  /**
   * What runs the function. With `auto`, a function with an op that cannot be translated is run eagerly, with one warning
   * that names the op; with an engine named, that is an error.
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
  /** Where the numbers of `randomUniform` come from. */
  readonly random?: RandomSource;
}

/** More threads than any machine has, fewer than would use up its memory. */
const mostThreads = 1024;

/** The type of a function's argument or result with tensors in memory allowed, or put, in place of tensors. */
export type OnHost<T> = T extends Tensor ? HostTensor : T extends object ? { [Key in keyof T]: OnHost<T[Key]> } : T;

/** As a function's argument, with tensors in memory allowed in place of tensors. */
export type Accepted<T> = T extends Tensor
  ? T | HostTensor
  : T extends object
    ? { [Key in keyof T]: Accepted<T[Key]> }
    : T;

/** A function that {@link compile} has compiled. */
export interface Compiled<Args extends readonly unknown[], Result> {
  /** Runs the function; gives tensors on the active backend of TensorFlow.js, to be disposed of by the caller. */
  (...args: Accepted<Args>): Promise<Result>;
  /**
   * Runs the function; gives numbers in memory, which need no disposing.
   *
   * @param args - What the function takes.
   */
  onHost(...args: Accepted<Args>): Promise<OnHost<Result>>;
  /** Writes what the function assigned to the variables themselves: until then TensorFlow.js sees their old values. */
  sync(): void;
  /** Frees the compiled graphs, after writing what was assigned. */
  dispose(): Promise<void>;
  /** The engine that ran the last call; before the first, the one that was asked for. */
  readonly engine: Engine;
  /** How many nodes the graphs of the last call have. */
  readonly nodeCounts: readonly number[];
}

/**
 * Traces a function of TensorFlow.js once for each shape of its arguments, and runs it as one graph of ONNX Runtime from
 * then on. Gradients and optimizers inside it work as they are. Variables that it reads are inputs of the graph; those that
 * it assigns are kept from call to call, shared by all compiled functions. Arguments may be tensors, numbers in memory with
 * a shape, and arrays or plain objects of these; anything else in them is a setting that the trace is made for.
 *
 * @param fn - The function: synchronous, without a look at values, giving tensors.
 * @param options - How it is run.
 * @throws {@link CompileError} for an option that does not exist or is out of range; and when it is called: for an engine that is not there, or a function that cannot be traced.
 */
export function compile<Args extends readonly unknown[], Result>(
  fn: (...args: Args) => Result,
  options: CompileOptions = {},
): Compiled<Args, Result> {
  checkKnownOptions<CompileOptions>('compile', options, { engine: true, provider: true, threads: true, random: true });
  const { provider = 'cpu', threads = 1, random } = options;
  if (typeof fn !== 'function') throw new CompileError(`compile: expected a function, received ${typeof fn}.`);
  const asked = engineFor(provider, options.engine);
  if (!(Number.isInteger(threads) && threads > 0 && threads <= mostThreads)) {
    throw new CompileError(
      `compile: option \`threads\` must be a whole number from 1 to ${mostThreads}, received ${threads}.`,
    );
  }
  if (random !== undefined && typeof random.next !== 'function') {
    throw new CompileError('compile: option `random` must have a method `next` that gives a number.');
  }
  const programs = new ProgramCache();
  let used: Engine = asked;
  let nodeCounts: readonly number[] = [];

  const programFor = async (runtime: Runtime, args: readonly unknown[], key: string): Promise<Program> => {
    const known = programs.get(key);
    if (known) return known;
    await tf.ready();
    const program = await loadProgram(trace(fn, args), runtime, threads);
    await programs.add(key, program);
    return program;
  };

  const run = async (args: readonly unknown[]): Promise<OnHost<Result>> => {
    const key = signatureOf(args);
    const runtime = used === 'eager' ? undefined : await selectRuntime({ engine: asked, provider });
    if (!runtime) {
      used = 'eager';
      return (await runEagerly(fn, args, random)) as OnHost<Result>;
    }
    let program: Program;
    try {
      program = await programFor(runtime, args, key);
    } catch (error) {
      if (asked !== 'auto') throw error;
      if (error instanceof UnsupportedOpError) warnOnce(`${error.message} The function runs op by op instead.`);
      else if (error instanceof UnavailableError) await warnOpByOp(error);
      else throw error;
      used = 'eager';
      return run(args);
    }
    used = runtime.engine;
    nodeCounts = program.nodeCounts;
    const outputs = await program.run(leavesOf(args).map(newest), random);
    let next = 0;
    return mapLeaves(program.template, () => outputs[next++]) as OnHost<Result>;
  };

  const call = (args: readonly unknown[]): Promise<OnHost<Result>> =>
    enqueue(() => run(args)).catch((error: unknown) => {
      throw explained(error);
    });

  const sync = (): void => {
    for (const variable of programs.variables) syncVariable(variable);
  };

  const compiled = async (...args: Accepted<Args>): Promise<Result> => mapLeaves(await call(args), toTensor) as Result;
  return Object.defineProperties(
    Object.assign(compiled, {
      onHost: (...args: Accepted<Args>) => call(args),
      sync,
      dispose: () =>
        enqueue(async () => {
          sync();
          await programs.clear();
        }),
      engine: asked,
      nodeCounts,
    }),
    { engine: { get: () => used }, nodeCounts: { get: () => nodeCounts } },
  );
}

/** The engine for what was asked for: only the native one computes on anything else than the processor. */
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

function toTensor(value: Tensor | HostTensor): Tensor {
  if (value instanceof tf.Tensor) return value;
  return tf.tensor(value.data, [...value.shape], dataTypeOf(value));
}

/** An argument's numbers; those of a variable may be newer than the variable itself. */
function newest(argument: Leaf): HostTensor {
  if (!(argument instanceof tf.Variable)) return toHost(argument);
  const value = readVariable(argument as tf.Variable);
  return { ...value, data: value.data.slice() };
}
