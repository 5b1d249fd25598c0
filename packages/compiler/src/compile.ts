import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { signatureOf } from './call-signature.ts';
import type { Engine } from './engines/engine.ts';
import type { CallPlan } from './engines/choose-runtime.ts';
import { EngineChoice, type EngineOptions } from './engines/engine-choice.ts';
import { explained } from './engines/failure.ts';
import type { Runtime } from './engines/runtime.ts';
import { CompileError, UnavailableError, UnsupportedOpError } from './errors.ts';
import { dataTypeOf, type HostTensor, toHost } from './host-tensor.ts';
import { checkKnownOptions } from './known-options.ts';
import type { Draft } from './draft.ts';
import type { Program } from './program.ts';
import { ProgramCache } from './program-cache.ts';
import type { RandomSource } from './random-numbers.ts';
import { type Leaf, leavesOf, mapLeaves } from './structure.ts';
import { trace } from './trace/trace.ts';
import { enqueue } from './call-queue.ts';
import { readVariable, syncVariable } from './variable-store.ts';
import { warnOnce } from './warn.ts';

/** Options of {@link compile}. */
export interface CompileOptions extends Omit<EngineOptions, 'engine'> {
  /**
   * What runs the function: an engine by its name, or one that several functions have in common, which has the options `provider` and
   * `threads` then. `auto` chooses between `native` and `wasm` by what the first call has to do. A function with an op that cannot be
   * translated is run eagerly, with one warning that names the op; with an engine named, that is an error.
   *
   * @defaultValue 'auto'
   */
  readonly engine?: Engine | EngineChoice;
  /** Where the numbers of `randomUniform` come from. */
  readonly random?: RandomSource;
}

/** The type of an argument or a result with host tensors allowed, or put, in place of tensors. */
export type OnHost<T> = T extends Tensor ? HostTensor : T extends object ? { [Key in keyof T]: OnHost<T[Key]> } : T;

/** An argument, with host tensors allowed in place of tensors. */
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
   * Runs the function; gives typed arrays, which need no disposing.
   *
   * @param args - What the function takes.
   */
  onHost(...args: Accepted<Args>): Promise<OnHost<Result>>;
  /** Writes what the function assigned to the variables themselves: until then TensorFlow.js sees their old values. */
  sync(): void;
  /** Frees the compiled graphs, after writing what was assigned. */
  dispose(): Promise<void>;
  /**
   * The work of a call. Traces the function, and runs nothing.
   *
   * @param args - What the function would be called with.
   */
  plan(...args: Accepted<Args>): Promise<CallPlan>;
  /** The engine that ran the last call; before the first, the one that was asked for. */
  readonly engine: Engine;
  /** Why that engine, in a few words; nothing before the first call. */
  readonly engineReason: string | undefined;
  /** How many nodes the graphs of the last call have. */
  readonly nodeCounts: readonly number[];
}

/**
 * Traces a function of TensorFlow.js once for each shape of its arguments, and runs it as one graph of ONNX Runtime from
 * then on. Gradients and optimizers inside it work as they are. Variables that it reads are inputs of the graph; those that
 * it assigns are kept from call to call, shared by all compiled functions. Arguments may be tensors, typed arrays with
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
  const { random } = options;
  if (typeof fn !== 'function') throw new CompileError(`compile: expected a function, received ${typeof fn}.`);
  const choice = choiceOf(options);
  if (random !== undefined && typeof random.next !== 'function') {
    throw new CompileError('compile: option `random` must have a method `next` that gives a number.');
  }
  const programs = new ProgramCache();
  const drafts = new Map<string, Draft>();
  let isEager = choice.engine === 'eager';
  let nodeCounts: readonly number[] = [];

  const draftFor = async (args: readonly unknown[], key: string): Promise<Draft> => {
    const known = drafts.get(key);
    if (known) return known;
    const { Draft } = await import('./draft.ts');
    await tf.ready();
    const draft = new Draft(trace(fn, args));
    drafts.set(key, draft);
    return draft;
  };

  const programFor = async (runtime: Runtime, args: readonly unknown[], key: string): Promise<Program> => {
    const known = programs.get(key);
    if (known) return known;
    const program = await (await draftFor(args, key)).load(runtime, choice.threads);
    drafts.delete(key);
    await programs.add(key, program);
    return program;
  };

  const run = async (args: readonly unknown[]): Promise<OnHost<Result>> => {
    const key = signatureOf(args);
    const runtime = isEager ? undefined : await choice.choose(async () => [(await draftFor(args, key)).call]);
    if (!runtime) {
      isEager = true;
      const { runEagerly } = await import('./eager.ts');
      return (await runEagerly(fn, args, random)) as OnHost<Result>;
    }
    let program: Program;
    try {
      program = await programFor(runtime, args, key);
    } catch (error) {
      if (!choice.isAuto) throw error;
      if (error instanceof UnsupportedOpError) {
        warnOnce(`${error.message} The function runs op by op instead.`);
      } else if (error instanceof UnavailableError) {
        const { warnOpByOp } = await import('./engines/select.ts');
        await warnOpByOp(error);
      } else throw error;
      isEager = true;
      return run(args);
    }
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
      plan: (...args: Accepted<Args>): Promise<CallPlan> =>
        enqueue(async () => (await draftFor(args, signatureOf(args))).call),
      sync,
      dispose: () =>
        enqueue(async () => {
          sync();
          drafts.clear();
          await programs.clear();
        }),
      engine: choice.engine,
      engineReason: choice.reason,
      nodeCounts,
    }),
    {
      engine: { get: () => (isEager ? 'eager' : choice.engine) },
      engineReason: { get: () => choice.reason },
      nodeCounts: { get: () => nodeCounts },
    },
  );
}

/** The engine of a function: its own, or one that it has in common with others. */
function choiceOf({ engine, provider, threads }: CompileOptions): EngineChoice {
  if (!(engine instanceof EngineChoice)) {
    const named = Object.entries({ engine, provider, threads }).filter(([, value]) => value !== undefined);
    return new EngineChoice(Object.fromEntries(named));
  }
  if (provider === undefined && threads === undefined) return engine;
  throw new CompileError('compile: an engine for several functions has the options `provider` and `threads` itself.');
}

function toTensor(value: Tensor | HostTensor): Tensor {
  if (value instanceof tf.Tensor) return value;
  return tf.tensor(value.data, [...value.shape], dataTypeOf(value));
}

/** An argument's elements; those of a variable may be newer than the variable itself. */
function newest(argument: Leaf): HostTensor {
  if (!(argument instanceof tf.Variable)) return toHost(argument);
  const value = readVariable(argument as tf.Variable);
  return { ...value, data: value.data.slice() };
}
