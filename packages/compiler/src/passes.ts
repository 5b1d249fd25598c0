import { fuseBatches, type RewrittenTrace } from './batch-fusion/fuse-batches.ts';
import { type Work, workOf } from './cost-model/graph-work.ts';
import { callbackDependents } from './graph/callback-dependents.ts';
import { liveNodes } from './graph/live-nodes.ts';
import { type Partition, partitionGraph } from './graph/partition.ts';
import { usersIn } from './graph/users.ts';
import { isConstant, type Node, type Value } from './graph/value.ts';
import { sourceOf } from './graph/views.ts';
import { sizeOf } from './host-tensor.ts';
import type { Trace } from './trace/trace.ts';
import type { TracedVariable } from './trace/variables.ts';
import { findFusedUpdates } from './update-fusion/find-updates.ts';
import { updateNodes, type UpdatePlan, UpdateRunner } from './update-fusion/update-runner.ts';

/** A trace after all passes that do not depend on the runtime, without the variables and host functions that it is run with. */
export interface ProgramPlan {
  /** The graph's inputs for the function's tensors, in order. */
  readonly inputs: Trace['inputs'];
  /** The graph's inputs for random numbers. */
  readonly random: Trace['random'];
  /** The values of the function's results, in order. */
  readonly outputs: Trace['outputs'];
  /** The old and new values of the variables, in the order of those of the trace. */
  readonly variables: readonly Pick<TracedVariable, 'before' | 'after'>[];
  /** Runs the fused updates of variables; `undefined` when there are none. */
  readonly updateRunner: UpdateRunner | undefined;
  /** The values that variables are assigned and that the graph computes itself. */
  readonly computed: readonly Value[];
  /** The partitions of the graph, in the order in which they run. */
  readonly partitions: readonly Partition[];
  /** The work of one call, for the cost model that chooses an engine. */
  readonly work: Work;
}

/** Observes each pass when it is done. */
export interface PassObserver {
  /** After batch fusion. */
  readonly onBatchFusion?: (trace: RewrittenTrace) => void;
  /** After update fusion. */
  readonly onUpdateFusion?: (plan: UpdatePlan) => void;
  /** After graph partitioning. */
  readonly onPartition?: (partitions: readonly Partition[]) => void;
}

let observe: (recorded: Trace) => PassObserver = () => ({});

/**
 * Observes the passes of all functions that are compiled from now on: for tools that print graphs.
 *
 * @param next - Gives the observer of a trace.
 */
export function observePasses(next: (recorded: Trace) => PassObserver): void {
  observe = next;
}

/**
 * Runs the passes that do not depend on the runtime: batch fusion, update fusion and graph partitioning. Common-subexpression
 * elimination and the rewrites of the kernels have been done while tracing.
 *
 * @param recorded - The trace.
 * @param observer - Is told of each pass.
 */
export function planProgram(recorded: Trace, observer: PassObserver = observe(recorded)): ProgramPlan {
  const trace = fuseBatches(recorded, updateNodes(updatePlanOf(recorded)));
  observer.onBatchFusion?.(trace);
  const plan = updatePlanOf(trace);
  observer.onUpdateFusion?.(plan);
  const updateRunner = UpdateRunner.of(plan);
  const computed = trace.variables.flatMap(({ after }) => (after && !updateRunner?.results.has(after) ? [after] : []));
  const partitions = partitionGraph(trace.graph, [...trace.outputs, ...computed], updateRunner?.inputs);
  observer.onPartition?.(partitions);
  const updated = [...(updateRunner?.results.keys() ?? [])].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const { inputs, random, outputs } = trace;
  const variables = trace.variables.map(({ before, after }) => ({
    ...(before && { before }),
    ...(after && { after }),
  }));
  return { inputs, random, outputs, variables, updateRunner, computed, partitions, work: workOf(partitions, updated) };
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
