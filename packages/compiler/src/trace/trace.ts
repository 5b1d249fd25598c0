import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { switchBackend } from '../active-backend.ts';
import { UnsupportedOpError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { dataTypeOf } from '../host-tensor.ts';
import { withRepairedOps } from '../repaired-ops.ts';
import { checkedResult, type Leaf, leavesOf, mapLeaves } from '../structure.ts';
import { randomOfTrace } from './frozen-random.ts';
import { withLightGradients } from './light-gradients.ts';
import { type HostFunction, type RandomInput, whileRecording } from './recording.ts';
import { traceBackend, traceBackendName } from './trace-backend.ts';
import { type TracedVariable, VariableStandIns } from './variables.ts';

/** The result of tracing a function. */
export interface Trace {
  /** The graph of the function. */
  readonly graph: Graph;
  /** The graph's inputs for the function's tensors, in order. */
  readonly inputs: readonly Value[];
  /** The graph's inputs for random numbers. */
  readonly random: readonly RandomInput[];
  /** The host callbacks, in the order of the graph's calls. */
  readonly hostFunctions: readonly HostFunction[];
  /** The variables that are read or assigned. */
  readonly variables: readonly TracedVariable[];
  /** The template of the function's result: its tensors have shapes only. */
  readonly template: unknown;
  /** The values of those tensors, in order. */
  readonly outputs: readonly Value[];
}

/**
 * Runs a function once with stand-ins for its tensors, and records what it computes.
 *
 * @param fn - The function.
 * @param args - What it is called with; of tensors only the shape and type are looked at.
 * @throws {@link UnsupportedOpError} for an op that cannot be translated, {@link CompileError} for a function that reads
 *   values, draws random numbers that would be frozen, or is asynchronous.
 */
export function trace(fn: (...args: never[]) => unknown, args: readonly unknown[]): Trace {
  const engine = tf.engine();
  const backend = tf.getBackend();
  const { numTensors, numBytes, numDataBuffers } = engine.state;
  const mathRandom = Math.random;
  traceBackend.reset();
  activate(traceBackendName);
  const standIns = new VariableStandIns();
  Math.random = randomOfTrace;
  engine.startScope();
  try {
    const found = withRepairedOps('traced', () => withLightGradients(() => record(fn, args)));
    return { ...found, variables: standIns.traced() };
  } catch (error) {
    throw explained(error);
  } finally {
    engine.endScope();
    Math.random = mathRandom;
    standIns.restore();
    traceBackend.reset();
    activate(backend);
    Object.assign(engine.state, { numTensors, numBytes, numDataBuffers });
    standIns.materialize();
  }
}

function record(fn: (...args: never[]) => unknown, args: readonly unknown[]): Omit<Trace, 'variables'> {
  const { graph } = traceBackend;
  const inputs: Value[] = [];
  const random: RandomInput[] = [];
  const hostFunctions: HostFunction[] = [];
  const result = whileRecording({ random, hostFunctions }, () => {
    const symbolic = args.map((arg) =>
      mapLeaves(arg, (leaf: Leaf): Tensor => {
        const value = graph.input('x', { shape: leaf.shape, dtype: dataTypeOf(leaf) });
        inputs.push(value);
        return tf.engine().makeTensorFromTensorInfo(traceBackend.tensorOf(value));
      }),
    );
    return checkedResult(fn(...(symbolic as never[])));
  });
  if (traceBackend.failure) throw traceBackend.failure;
  const outputs = leavesOf(result).map((leaf) => traceBackend.recorded(leaf as Tensor));
  return { graph, inputs, random, hostFunctions, template: result, outputs };
}

/** Switches the backend at once: none that is switched to here starts up asynchronously. */
function activate(backend: string): void {
  void switchBackend(backend);
}

function explained(error: unknown): unknown {
  const missing = error instanceof Error && /^Kernel '(\w+)' not registered for backend/.exec(error.message)?.[1];
  return missing ? new UnsupportedOpError(missing) : error;
}
