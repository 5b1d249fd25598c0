import type { Variable } from '@tensorflow/tfjs-core';

import type { PreallocatedBuffer, Runtime, Session } from './engines/runtime.ts';
import type { Partition } from './graph/partition.ts';
import { arrayOf, type HostTensor, sizeOf } from './host-tensor.ts';
import type { ProgramPlan } from './passes.ts';
import { preallocatedBuffers } from './preallocated-buffers.ts';
import { draw, type RandomSource } from './random-numbers.ts';
import { hostType, RunValues } from './run-values.ts';
import { withIndexSite } from './trace/index-sites.ts';
import { readVariable, storeVariable } from './variable-store.ts';

/** A traced function, ready to run. */
export interface Program {
  /** The variables that it reads or assigns. */
  readonly variables: readonly Variable[];
  /** How many nodes each of its graphs has: a function without host callbacks is one graph. */
  readonly nodeCounts: readonly number[];
  /** The template of the function's result: its tensors have shapes only. */
  readonly template: unknown;
  /**
   * Runs it, and returns the tensors of the template. The variables are updated only when all of it has run.
   *
   * @param inputs - The tensors of the arguments, in order.
   * @param random - The source of random numbers.
   */
  run(inputs: readonly HostTensor[], random: RandomSource | undefined): Promise<readonly HostTensor[]>;
  /** Frees its memory. */
  release(): Promise<void>;
}

/**
 * Loads a planned function.
 *
 * @param plan - The plan: its graphs, and the fused updates of variables.
 * @param runtime - The runtime that loads its graphs.
 * @param threads - Threads that one run may use.
 */
export async function loadProgram(plan: ProgramPlan, runtime: Runtime, threads: number): Promise<Program> {
  const load = async (
    { nodes, inputs, outputs }: Partition,
    buffers: readonly PreallocatedBuffer[],
  ): Promise<Session | undefined> => {
    if (nodes.length === 0) return undefined;
    const own = outputs.flatMap((output) => buffers.find(({ value }) => value === output) ?? []);
    return runtime.load({ nodes, inputs, outputs, buffers: own }, threads);
  };
  const { trace, updateRunner, computed, partitions, indexSites } = plan;
  const buffers = [...(updateRunner?.buffers ?? []), ...preallocatedBuffers(partitions)];
  const sessions: (Session | undefined)[] = [];
  for (const partition of partitions) sessions.push(await load(partition, buffers));
  const changing = new Set(buffers.map(({ memory }) => memory));

  return {
    template: trace.template,
    variables: trace.variables.map(({ variable }) => variable),
    nodeCounts: partitions.map(({ nodes }) => nodes.length).filter((count) => count > 0),
    run: async (inputs, random) => {
      updateRunner?.placeVariables();
      const known = new RunValues(changing);
      trace.inputs.forEach(({ name }, index) => {
        const input = inputs[index];
        if (input) known.set(name, input.data);
      });
      for (const { variable, before } of trace.variables)
        if (before) known.set(before.name, readVariable(variable).data);
      for (const { value, distribution } of trace.random)
        known.set(value.name, draw(random, sizeOf(value.shape), distribution));
      for (const [index, { inputs: liveIn, hostCallback }] of partitions.entries()) {
        const running = sessions[index]?.run(liveIn.map((input) => known.numbers(input)));
        const outputs = await running?.catch((error: unknown) => {
          throw withIndexSite(error, indexSites);
        });
        for (const [name, numbers] of outputs ?? []) known.set(name, numbers);
        if (!hostCallback) continue;
        const result = trace.hostFunctions[index]?.(...hostCallback.inputs.map((input) => known.copy(input))) ?? [];
        const { output } = hostCallback;
        known.set(output.name, arrayOf(hostType(output), result));
      }
      const results = trace.outputs.map((output) => known.handOut(output));
      const values = new Map(computed.map((after) => [after, known.handOut(after)]));
      updateRunner?.apply((value) => known.numbers(value));
      for (const { variable, after } of trace.variables) {
        const value = after && (updateRunner?.results.get(after) ?? values.get(after));
        if (value) storeVariable(variable, value);
      }
      return results;
    },
    release: async () => {
      for (const session of sessions) await session?.release();
    },
  };
}
