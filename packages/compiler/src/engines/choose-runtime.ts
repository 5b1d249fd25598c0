import { beyondModule } from '../codegen/wasm-session.ts';
import { type Estimate, estimateOf } from '../cost-model/estimate.ts';
import { sumOfWork, type Work } from '../cost-model/graph-work.ts';
import { CompileError, NotInstalledError, UnavailableError, UnsupportedOpError } from '../errors.ts';
import type { Subgraph } from '../graph/partition.ts';
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

/** The engine that runs the functions. */
export interface Chosen {
  /** Its name. */
  readonly engine: Exclude<Engine, 'auto'>;
  /** Why this engine, in a few words. */
  readonly reason: string;
  /** What runs the functions; none when they are run op by op. */
  readonly runtime?: Runtime;
  /** The work of the calls, where the engine was chosen by it. */
  readonly work?: Work;
}

/** From this speed-up and these milliseconds a call on, a warning says that the native engine is not installed. */
const [worthSaying, wideCall] = [1.5, 1];

/**
 * The engine that was asked for.
 *
 * @param engine - Its name.
 * @param provider - What the native engine computes on.
 * @throws {@link CompileError} when it does not work.
 */
export async function startAsked(engine: 'native' | 'wasm', provider: Provider): Promise<Chosen> {
  return { engine, reason: 'asked for', runtime: await startRuntime(engine, provider) };
}

/**
 * Chooses an engine by what calls have to do.
 *
 * @param calls - Gives the calls.
 * @param threads - Threads that one run may use.
 * @throws whatever tracing throws.
 */
export async function chooseRuntime(calls: () => Promise<readonly CallPlan[]>, threads: number): Promise<Chosen> {
  try {
    const plans = await calls();
    const work = sumOfWork(plans.map((plan) => plan.work));
    return { ...(await between(plans, work, threads)), work };
  } catch (error) {
    if (error instanceof UnsupportedOpError) warnOnce(`${error.message} The function runs op by op instead.`);
    else if (error instanceof UnavailableError) await warnOpByOp(error);
    else throw error;
    return { engine: 'eager', reason: error.message };
  }
}

async function between(calls: readonly CallPlan[], work: Work, threads: number): Promise<Chosen> {
  if (!isNode()) return wasm('the only one in a browser', calls, threads);
  const estimate = estimateOf(work, threads);
  if (threads <= mostThreadsOfModule && estimate.wasm <= estimate.native) {
    const beyond = beyondIn(calls);
    if (beyond === undefined) return wasm(textOf(estimate), calls, threads);
    return native(`WebAssembly of our own lacks ${beyond}`, calls, threads, estimate);
  }
  const manyThreads = `${threads} threads, of which a module of WebAssembly has one`;
  return native(threads > mostThreadsOfModule ? manyThreads : textOf(estimate), calls, threads, estimate);
}

/** The native engine, or else the next. */
async function native(
  reason: string,
  calls: readonly CallPlan[],
  threads: number,
  estimate: Estimate,
): Promise<Chosen> {
  try {
    return { engine: 'native', reason, runtime: await startRuntime('native', 'cpu') };
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    if (!(error instanceof NotInstalledError)) {
      warnInstead(error, 'by the engine wasm');
      return wasm(error.message, calls, threads);
    }
    if (estimate.wasm >= worthSaying * estimate.native && estimate.wasm >= wideCall) adviseNative(estimate);
    return wasm('onnxruntime-node is not installed', calls, threads);
  }
}

/** The engine wasm, where it can run all of the calls. */
async function wasm(reason: string, calls: readonly CallPlan[], threads: number): Promise<Chosen> {
  const beyond = beyondIn(calls);
  if (beyond !== undefined && !(await onnxRuntimeWeb(threads))) {
    throw notInstalled('onnxruntime-web', `${beyond} on the engine wasm`);
  }
  return { engine: 'wasm', reason, runtime: await startRuntime('wasm', 'cpu') };
}

/** Why the calls cannot be compiled to a WebAssembly module, if they cannot. */
function beyondIn(calls: readonly CallPlan[]): string | undefined {
  return calls.flatMap(({ partitions }) => partitions.flatMap((part) => beyondModule(part) ?? []))[0];
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
