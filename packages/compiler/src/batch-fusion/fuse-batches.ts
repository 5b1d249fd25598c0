import type { RecordedGraph } from '../graph/graph.ts';
import { neededNodes } from '../graph/live-nodes.ts';
import { readersIn } from '../graph/users.ts';
import type { Node, Value } from '../graph/value.ts';
import type { Trace } from '../trace/trace.ts';
import { type Group, outputOf, placesOf, type Places } from './fusion-group.ts';
import { Rewriting } from './batch-rewriter.ts';
import { rowsOf } from './interleaved-batches.ts';
import { hasRule } from './batching-rules.ts';
import { schedule, type Step } from './schedule.ts';
import { sumsIn, type SumOfStack, sumsOfStacks } from './batch-sums.ts';
import { worthwhile } from './cost-model.ts';

/** A trace whose graph was recorded anew. */
export type Rerecorded = Omit<Trace, 'graph'> & { readonly graph: RecordedGraph };

/**
 * Makes one node of alike ones: where a function computes the same for several tasks, one operator computes it on values stacked along
 * a first axis.
 *
 * @param trace - What was recorded; its graph gets more nodes, and is not to be used any more.
 * @param apart - The nodes that run elsewhere than in graphs, and are left as they are.
 */
export function stackAlike(trace: Trace, apart: ReadonlySet<Node>): Rerecorded {
  const { graph, outputs, variables } = trace;
  const nodes = neededNodes(graph, [...outputs, ...variables.flatMap(({ after }) => after ?? [])]);
  const readers = readersIn(nodes);
  const sums = sumsIn(nodes, readers);
  const mayJoin = (node: Node): boolean => !apart.has(node) && hasRule(node);
  const steps = schedule({ nodes, hostCalls: graph.hostCalls, sums, readers, mayJoin });
  const groups = steps.filter(isGroup);
  if (groups.length === 0) return trace;
  const places = placesOf(groups);
  const stackSums = sumsOfStacks(sums, places);
  const takesWhole = wholeReaders({ places, sums: stackSums, apart });
  const worthy = worthwhile(groups, (value) => (readers.get(value) ?? []).some((reader) => !takesWhole(reader, value)));
  if (worthy.size === 0) return trace;
  const rewriting = new Rewriting(graph, placesOf(worthy), stackSums);
  for (const step of steps) {
    if (!isGroup(step)) rewriting.single(step);
    else if (worthy.has(step)) rewriting.group(step);
    else for (const node of step.nodes) rewriting.single(node);
  }
  return {
    ...trace,
    graph: { nodes: graph.nodes, hostCalls: graph.hostCalls.map((call) => rewriting.hostCall(call)) },
    outputs: outputs.map((output) => rewriting.value(output)),
    variables: variables.map((variable) =>
      variable.after ? { ...variable, after: rewriting.value(variable.after) } : variable,
    ),
  };
}

/** Tells whether a node takes a value with all others of its stack, or outside of graphs, where a part is had for nothing. */
function wholeReaders(around: {
  readonly places: Places;
  readonly sums: ReadonlyMap<Node, SumOfStack>;
  readonly apart: ReadonlySet<Node>;
}): (reader: Node, value: Value) => boolean {
  const { places, sums, apart } = around;
  const inSums = new Set([...sums.values()].flatMap(({ additions }) => additions));
  return (reader, value) => {
    const stack = places.get(value)?.group;
    const inRows = rowsOf(reader, places).some(({ groups }) => groups.some((group) => group === stack));
    if (apart.has(reader) || inSums.has(reader) || inRows) return true;
    const sources = places.get(outputOf(reader))?.group.sources ?? [];
    return sources.some((source) => 'stack' in source && source.stack === stack);
  };
}

function isGroup(step: Step): step is Group {
  return 'nodes' in step;
}
