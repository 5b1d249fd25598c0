import type { Variable } from '@tensorflow/tfjs-core';

import type { Executable } from './executable.ts';
import { arrayOf, type HostTensor, sizeOf } from './host-tensor.ts';
import { draw, type RandomSource } from './random-numbers.ts';
import { hostType, RunValues } from './run-values.ts';
import { indexSitesOf, withIndexSite } from './trace/index-sites.ts';
import type { Trace } from './trace/trace.ts';
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
  /** Frees its memory, or keeps it for the next function with the same graphs. */
  release(): Promise<void>;
}

/**
 * A traced function as a program: its graphs, with its variables and host functions.
 *
 * @param executable - The loaded graphs, of this trace or of one with the same text.
 * @param bound - The trace.
 * @param release - Takes the graphs when the program is released; told whether every run of them ended well.
 */
export function programOf(
  { plan, sessions, changing }: Executable,
  bound: Trace,
  release: (sound: boolean) => Promise<void>,
): Program {
  const { updateRunner, computed, partitions } = plan;
  const indexSites = indexSitesOf(bound.graph);
  const variables = bound.variables.map(({ variable }) => variable);
  let sound = true;

  const run = async (
    inputs: readonly HostTensor[],
    random: RandomSource | undefined,
  ): Promise<readonly HostTensor[]> => {
    updateRunner?.placeVariables(variables);
    const known = new RunValues(changing);
    plan.inputs.forEach(({ name }, index) => {
      const input = inputs[index];
      if (input) known.set(name, input.data);
    });
    plan.variables.forEach(({ before }, index) => {
      const variable = variables[index];
      if (before && variable) known.set(before.name, readVariable(variable).data);
    });
    for (const { value, distribution } of plan.random)
      known.set(value.name, draw(random, sizeOf(value.shape), distribution));
    for (const [index, { inputs: liveIn, hostCallback }] of partitions.entries()) {
      const running = sessions[index]?.run(liveIn.map((input) => known.numbers(input)));
      const outputs = await running?.catch((error: unknown) => {
        throw withIndexSite(error, indexSites);
      });
      for (const [name, numbers] of outputs ?? []) known.set(name, numbers);
      if (!hostCallback) continue;
      const result = bound.hostFunctions[index]?.(...hostCallback.inputs.map((input) => known.copy(input))) ?? [];
      const { output } = hostCallback;
      known.set(output.name, arrayOf(hostType(output), result));
    }
    const results = plan.outputs.map((output) => known.handOut(output));
    const values = new Map(computed.map((after) => [after, known.handOut(after)]));
    updateRunner?.apply((value) => known.numbers(value));
    plan.variables.forEach(({ after }, index) => {
      const variable = variables[index];
      const value = after && (updateRunner?.results.get(after) ?? values.get(after));
      if (variable && value) storeVariable(variable, value);
    });
    return results;
  };

  return {
    template: bound.template,
    variables,
    nodeCounts: partitions.map(({ nodes }) => nodes.length).filter((count) => count > 0),
    run: async (inputs, random) => {
      try {
        return await run(inputs, random);
      } catch (error) {
        sound = false;
        throw error;
      }
    },
    release: async () => {
      updateRunner?.moveOut(variables);
      await release(sound);
    },
  };
}
