import type { RecordedGraph } from '../graph/graph.ts';
import { liveNodes } from '../graph/live-nodes.ts';
import { usersIn } from '../graph/users.ts';
import type { Node, Value } from '../graph/value.ts';
import type { Trace } from '../trace/trace.ts';
import { type FusionGroup, outputOf, slotsOf, type BatchSlots } from './fusion-group.ts';
import { BatchRewriter } from './batch-rewriter.ts';
import { interleavedBatches } from './interleaved-batches.ts';
import { isBatchable } from './batching-rules.ts';
import { schedule, type ScheduledStep } from './schedule.ts';
import { sumsIn, type BatchSum, batchSums } from './batch-sums.ts';
import { profitableGroups } from './cost-model.ts';

/** A trace whose graph was rewritten. */
export type RewrittenTrace = Omit<Trace, 'graph'> & { readonly graph: RecordedGraph };

/**
 * Batch fusion (horizontal fusion): nodes that apply the same operator to values of the same shapes, as the heads of several tasks do,
 * become one node on their values stacked along a new first axis.
 *
 * @param trace - The trace; nodes are added to its graph, which must not be used afterwards.
 * @param excluded - The nodes that run outside of the graph and are not fused.
 */
export function fuseBatches(trace: Trace, excluded: ReadonlySet<Node>): RewrittenTrace {
  const { graph, outputs, variables } = trace;
  const nodes = liveNodes(graph, [...outputs, ...variables.flatMap(({ after }) => after ?? [])]);
  const users = usersIn(nodes);
  const sums = sumsIn(nodes, users);
  const canFuse = (node: Node): boolean => !excluded.has(node) && isBatchable(node);
  const steps = schedule({ nodes, hostCallbacks: graph.hostCallbacks, sums, users, canFuse });
  const groups = steps.filter(isGroup);
  if (groups.length === 0) return trace;
  const slots = slotsOf(groups);
  const sumsOfBatches = batchSums(sums, slots);
  const readsWhole = wholeBatchReaders({ slots, sums: sumsOfBatches, excluded });
  const profitable = profitableGroups(groups, (value) =>
    (users.get(value) ?? []).some((user) => !readsWhole(user, value)),
  );
  if (profitable.size === 0) return trace;
  const rewriter = new BatchRewriter(graph, slotsOf(profitable), sumsOfBatches);
  for (const step of steps) {
    if (!isGroup(step)) rewriter.copy(step);
    else if (profitable.has(step)) rewriter.fuse(step);
    else for (const node of step.nodes) rewriter.copy(node);
  }
  return {
    ...trace,
    graph: { nodes: graph.nodes, hostCallbacks: graph.hostCallbacks.map((call) => rewriter.hostCallback(call)) },
    outputs: outputs.map((output) => rewriter.valueFor(output)),
    variables: variables.map((variable) =>
      variable.after ? { ...variable, after: rewriter.valueFor(variable.after) } : variable,
    ),
  };
}

/** Tells whether a node reads a value together with the rest of its batch, or outside of the graph, where a slice of a batch costs nothing. */
function wholeBatchReaders(context: {
  readonly slots: BatchSlots;
  readonly sums: ReadonlyMap<Node, BatchSum>;
  readonly excluded: ReadonlySet<Node>;
}): (user: Node, value: Value) => boolean {
  const { slots, sums, excluded } = context;
  const inSums = new Set([...sums.values()].flatMap(({ additions }) => additions));
  return (user, value) => {
    const batch = slots.get(value)?.group;
    const isConcatenated = interleavedBatches(user, slots).some(({ groups }) =>
      groups.some((group) => group === batch),
    );
    if (excluded.has(user) || inSums.has(user) || isConcatenated) return true;
    const inputs = slots.get(outputOf(user))?.group.inputs ?? [];
    return inputs.some((input) => 'batch' in input && input.batch === batch);
  };
}

function isGroup(step: ScheduledStep): step is FusionGroup {
  return 'nodes' in step;
}
