import type { Variable } from '@tensorflow/tfjs-core';

import { type RewrittenTrace, fuseBatches } from './batch-fusion/fuse-batches.ts';
import { type Work, workOf } from './cost-model/graph-work.ts';
import { preallocatedBuffers } from './preallocated-buffers.ts';
import type { Room, Runtime, Session } from './engines/runtime.ts';
import { callbackDependents } from './graph/callback-dependents.ts';
import { liveNodes } from './graph/live-nodes.ts';
import { usersIn } from './graph/users.ts';
import { type Partition, partitionGraph } from './graph/partition.ts';
import { isConstant, type Node, type Value } from './graph/value.ts';
import { sourceOf } from './graph/views.ts';
import { arrayOf, type HostTensor, sizeOf } from './host-tensor.ts';
import { draw, type RandomSource } from './random-uniform.ts';
import { hostType, RunValues } from './run-values.ts';
import { findFusedUpdates } from './update-fusion/find-updates.ts';
import { type UpdatePlan, UpdateRunner, updateNodes } from './update-fusion/update-runner.ts';
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

/** A traced function, optimized and cut into graphs: what every engine runs. */
export interface ProgramPlan {
  /** The function. */
  readonly trace: RewrittenTrace;
  /** Its graphs, each with the call to the host after it. */
  readonly parts: readonly Partition[];
  /** What changes variables in place at the end. */
  readonly updateRunner: UpdateRunner | undefined;
  /** The next values of variables that the graphs compute. */
  readonly computed: readonly Value[];
  /** What one call has to do. */
  readonly work: Work;
}

/**
 * Optimizes a traced function and cuts it into graphs.
 *
 * @param recorded - What the function computes.
 */
export function planProgram(recorded: Trace): ProgramPlan {
  const trace = fuseBatches(recorded, updateNodes(updatePlanOf(recorded)));
  const updateRunner = UpdateRunner.of(updatePlanOf(trace));
  const computed = trace.variables.flatMap(({ after }) => (after && !updateRunner?.results.has(after) ? [after] : []));
  const parts = partitionGraph(trace.graph, [...trace.outputs, ...computed], updateRunner?.inputs);
  const updated = [...(updateRunner?.results.keys() ?? [])].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { trace, parts, updateRunner, computed, work: workOf(parts, updated) };
}

/**
 * Makes a planned function ready to run.
 *
 * @param plan - The function.
 * @param runtime - What will run it.
 * @param threads - Threads that it may use.
 */
export async function loadProgram(plan: ProgramPlan, runtime: Runtime, threads: number): Promise<Program> {
  const { trace, parts, updateRunner, computed } = plan;
  const load = async ({ nodes, inputs, outputs }: Partition, rooms: readonly Room[]): Promise<Session | undefined> => {
    if (nodes.length === 0) return undefined;
    const own = outputs.flatMap((output) => rooms.find(({ value }) => value === output) ?? []);
    return runtime.load({ nodes, inputs, outputs, rooms: own }, threads);
  };
  const rooms = [...(updateRunner?.buffers ?? []), ...preallocatedBuffers(parts)];
  const sessions: (Session | undefined)[] = [];
  for (const part of parts) sessions.push(await load(part, rooms));
  const changing = new Set(rooms.map(({ memory }) => memory));

  return {
    template: trace.template,
    variables: trace.variables.map(({ variable }) => variable),
    nodeCounts: parts.map(({ nodes }) => nodes.length).filter((count) => count > 0),
    run: async (inputs, random) => {
      updateRunner?.placeVariables();
      const known = new RunValues(changing);
      trace.inputs.forEach(({ name }, index) => {
        const input = inputs[index];
        if (input) known.set(name, input.data);
      });
      for (const { variable, before } of trace.variables)
        if (before) known.set(before.name, readVariable(variable).data);
      for (const { name, shape } of trace.random) known.set(name, draw(random, sizeOf(shape)));
      for (const [index, part] of parts.entries()) {
        const outputs = await sessions[index]?.run(part.inputs.map((input) => known.numbers(input)));
        for (const [name, numbers] of outputs ?? []) known.set(name, numbers);
        if (!part.hostCallback) continue;
        const answer =
          trace.hostFunctions[index]?.(...part.hostCallback.inputs.map((input) => known.copy(input))) ?? [];
        const { output } = part.hostCallback;
        known.set(output.name, arrayOf(hostType(output), answer));
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

/** The part of the graph that computes the next values of the variables, as fused updates. */
function updatePlanOf({ graph, outputs, variables }: RewrittenTrace): UpdatePlan {
  const assigned = variables.flatMap(({ after }) => after ?? []);
  const isComputed = (value: Value): boolean => value.node !== undefined || isConstant(value);
  const nodes = liveNodes(graph, [...outputs, ...assigned]).filter((node) =>
    node.outputs.some((output) => isComputed(sourceOf(output))),
  );
  const read = new Set([...outputs, ...graph.hostCallbacks.flatMap(({ inputs }) => inputs)].map(sourceOf));
  for (const [index, after] of assigned.entries()) {
    if (sourceOf(after) !== after || assigned.indexOf(after) !== index) read.add(sourceOf(after));
  }
  const updates = findFusedUpdates({ nodes, variables, read });
  const fused = new Set(updates.flatMap((update) => update.nodes));
  const users = usersIn(nodes.filter((node) => !fused.has(node)));
  const isRead = (value: Value, but?: Node): boolean =>
    read.has(value) || (users.get(value) ?? []).some((node) => node !== but);
  const dependents = callbackDependents(graph);
  const isKnownEarly = (value: Value): boolean => !dependents.has(sourceOf(value));
  return { updates, variables, facts: { isRead, isKnownEarly } };
}
