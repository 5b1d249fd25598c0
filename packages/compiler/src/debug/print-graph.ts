import type { KernelLaunch } from '../codegen/kernel-launch.ts';
import { liveNodes } from '../graph/live-nodes.ts';
import type { HostCallback } from '../graph/graph.ts';
import type { Partition } from '../graph/partition.ts';
import { type Attributes, isConstant, type Node, type Value } from '../graph/value.ts';
import type { RewrittenTrace } from '../batch-fusion/fuse-batches.ts';
import type { FusedUpdate } from '../update-fusion/find-updates.ts';

/** Longer lists of constants are printed as their name. */
const maxElements = 4;

/**
 * A whole graph as text, a line for each live node: `v3[4×2] = MatMul(x1, w2)`.
 *
 * @param trace - The trace with the graph.
 */
export function printTrace({ graph, outputs, variables }: RewrittenTrace): string {
  const assigned = variables.flatMap(({ after }) => after ?? []);
  const nodes = liveNodes(graph, [...outputs, ...assigned]);
  const assignments = variables.flatMap(({ before, after }, index) =>
    after ? [`variable ${before?.name ?? index} := ${after.name}`] : [],
  );
  return [
    ...nodes.map(printNode),
    ...graph.hostCallbacks.map(printCallback),
    ...assignments,
    `return ${outputs.map(({ name }) => name).join(', ')}`.trimEnd(),
  ].join('\n');
}

/**
 * Fused updates as text, each with the values that it loads and stores.
 *
 * @param updates - The fused updates.
 */
export function printUpdates(updates: readonly FusedUpdate[]): string {
  const printed = updates.map(({ nodes, leaves, stores }) => [
    `loop: load ${leaves.map(printInput).join(', ')}; store ${stores.map(({ name }) => name).join(', ')}`,
    ...nodes.map((node) => `  ${printNode(node)}`),
  ]);
  return printed.flat().join('\n');
}

/**
 * Partitions as text, each with its inputs and outputs, and the host callback after it.
 *
 * @param partitions - The partitions.
 */
export function printPartitions(partitions: readonly Partition[]): string {
  const printed = partitions.map(({ nodes, inputs, outputs, hostCallback }, index) => [
    `partition ${index + 1}(${inputs.map(printTyped).join(', ')}) -> ${outputs.map(({ name }) => name).join(', ')}`.trimEnd(),
    ...nodes.map((node) => `  ${printNode(node)}`),
    ...(hostCallback ? [printCallback(hostCallback)] : []),
  ]);
  return printed.flat().join('\n');
}

/**
 * Kernel launches as text: what each reads and writes, and the scratch memory that it needs.
 *
 * @param launches - The launches.
 */
export function printLaunches(launches: readonly KernelLaunch[]): string {
  const slice = ({ value, offset }: KernelLaunch['reads'][number]): string =>
    `${printInput(value)}${offset > 0 ? `+${offset}` : ''}`;
  return launches
    .map(({ reads, writes, scratch }, index) => {
      const memory = scratch > 0 ? ` (${scratch} bytes of scratch memory)` : '';
      return `launch ${index + 1}: read ${reads.map(slice).join(', ')}; write ${writes.map(slice).join(', ')}${memory}`;
    })
    .join('\n');
}

function printNode({ type, inputs, outputs, attributes }: Node): string {
  const operands = inputs.map((input) => (input ? printInput(input) : '-'));
  const settings = Object.entries(attributes).map(([name, value]) => `${name}=${printAttribute(value)}`);
  return `${outputs.map(printTyped).join(', ')} = ${type}(${[...operands, ...settings].join(', ')})`;
}

function printCallback({ inputs, output }: HostCallback): string {
  return `${printTyped(output)} = host(${inputs.map(({ name }) => name).join(', ')})`;
}

function printTyped({ name, shape, dtype }: Value): string {
  return `${name}${dtype === 'float32' ? '' : `:${dtype}`}[${shape.join('×')}]`;
}

function printInput(value: Value): string {
  if (!isConstant(value)) return value.name;
  if (value.scalar !== undefined) return String(value.scalar);
  const elements = Array.from(value.constant ?? [], Number);
  return elements.length <= maxElements ? `[${elements.join()}]` : printTyped(value);
}

function printAttribute(value: Attributes[string]): string {
  if (typeof value !== 'object') return String(value);
  return 'float' in value ? String(value.float) : JSON.stringify(value);
}
