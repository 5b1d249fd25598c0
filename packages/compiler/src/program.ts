import type { Variable } from '@tensorflow/tfjs-core';

import type { Feeds, GraphTensor, Runtime, Session } from './engines/runtime.ts';
import { CompileError } from './errors.ts';
import { segments } from './graph/segments.ts';
import { isConstant, type Value } from './graph/value.ts';
import { arrayOf, type DataType, type HostTensor, sizeOf } from './host-tensor.ts';
import { encode } from './onnx/encode.ts';
import { draw, type RandomSource } from './random-uniform.ts';
import type { Trace } from './trace/trace.ts';
import { readVariable, storeVariable } from './variable-store.ts';

/** A traced function, ready to run. */
export interface Program {
  /** The variables that it reads or assigns. */
  readonly variables: readonly Variable[];
  /** How many nodes its graphs have, one number a graph: a function without calls to the host is one graph. */
  readonly nodeCounts: readonly number[];
  /** What the function gives, with tensors of which only the shapes are left. */
  readonly template: unknown;
  /**
   * Runs it, and gives the tensors of the template. The variables take their new values only when all of it has run.
   *
   * @param inputs - The function's tensors, in order.
   * @param random - Where its random numbers come from.
   */
  run(inputs: readonly HostTensor[], random: RandomSource | undefined): Promise<readonly HostTensor[]>;
  /** Frees its memory. */
  release(): Promise<void>;
}

/**
 * Makes a traced function ready to run.
 *
 * @param trace - What the function computes.
 * @param runtime - What will run it.
 * @param threads - Threads that it may use.
 */
export async function loadProgram(trace: Trace, runtime: Runtime, threads: number): Promise<Program> {
  const assigned = trace.variables.flatMap(({ after }) => (after ? [after] : []));
  const parts = segments(trace.graph, [...trace.outputs, ...assigned]);
  const sessions: (Session | undefined)[] = [];
  for (const part of parts)
    sessions.push(part.nodes.length > 0 ? await runtime.load(encode(part), threads) : undefined);

  return {
    template: trace.template,
    variables: trace.variables.map(({ variable }) => variable),
    nodeCounts: parts.map(({ nodes }) => nodes.length).filter((count) => count > 0),
    run: async (inputs, random) => {
      const known = new Map<string, GraphTensor>();
      trace.inputs.forEach(({ name }, index) => {
        const input = inputs[index];
        if (input) known.set(name, input);
      });
      for (const { variable, before } of trace.variables) if (before) known.set(before.name, readVariable(variable));
      for (const { name, shape } of trace.random)
        known.set(name, { data: draw(sourceOf(random), sizeOf(shape)), shape });
      for (const [index, part] of parts.entries()) {
        const outputs = await sessions[index]?.run(known);
        for (const [name, value] of outputs ?? []) known.set(name, value);
        if (!part.hostCall) continue;
        const answer = trace.hostFunctions[index]?.(...part.hostCall.inputs.map((input) => lookUp(known, input))) ?? [];
        const { output } = part.hostCall;
        known.set(output.name, { data: arrayOf(typeOf(output), answer), shape: output.shape });
      }
      for (const { variable, after } of trace.variables) if (after) storeVariable(variable, lookUp(known, after));
      return trace.outputs.map((output) => lookUp(known, output));
    },
    release: async () => {
      for (const session of sessions) await session?.release();
    },
  };
}

function lookUp(known: Feeds, value: Value): HostTensor {
  const data = known.get(value.name)?.data ?? (isConstant(value) ? value.constant : undefined);
  if (!data) throw new CompileError(`compile: the value ${value.name} was not computed.`);
  const numbers = data instanceof BigInt64Array ? Int32Array.from(data, Number) : data;
  return { data: numbers, shape: value.shape, dtype: typeOf(value) };
}

/** The type outside a graph: indices leave it as int32. */
function typeOf({ dtype }: Value): DataType {
  return dtype === 'int64' ? 'int32' : dtype;
}

function sourceOf(random: RandomSource | undefined): RandomSource {
  if (!random)
    throw new CompileError(
      'compile: the function draws random numbers, so the option `random` must name their source.',
    );
  return random;
}
