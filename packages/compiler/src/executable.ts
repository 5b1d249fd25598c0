import type { PreallocatedBuffer, Runtime, Session } from './engines/runtime.ts';
import type { Partition } from './graph/partition.ts';
import type { ConstantData } from './graph/value.ts';
import { sizeOf } from './host-tensor.ts';
import type { ProgramPlan } from './passes.ts';
import { preallocatedBuffers } from './preallocated-buffers.ts';

/** The loaded graphs of a planned function, without the variables and host functions that they are run with. */
export interface Executable {
  /** The plan. */
  readonly plan: ProgramPlan;
  /** What runs each partition; undefined where there is nothing to compute. */
  readonly sessions: readonly (Session | undefined)[];
  /** Memory that each run changes. */
  readonly changing: ReadonlySet<ConstantData>;
  /** An upper bound of the bytes that it takes. */
  readonly bytes: number;
}

/**
 * Loads a planned function.
 *
 * @param plan - The plan: its graphs, and the fused updates of variables.
 * @param runtime - The runtime that loads its graphs.
 * @param threads - Threads that one run may use.
 */
export async function loadExecutable(plan: ProgramPlan, runtime: Runtime, threads: number): Promise<Executable> {
  const load = async (
    { nodes, inputs, outputs }: Partition,
    buffers: readonly PreallocatedBuffer[],
  ): Promise<Session | undefined> => {
    if (nodes.length === 0) return undefined;
    const own = outputs.flatMap((output) => buffers.find(({ value }) => value === output) ?? []);
    return runtime.load({ nodes, inputs, outputs, buffers: own }, threads);
  };
  const { updateRunner, partitions } = plan;
  const buffers = [...(updateRunner?.buffers ?? []), ...preallocatedBuffers(partitions)];
  const sessions: (Session | undefined)[] = [];
  for (const partition of partitions) sessions.push(await load(partition, buffers));
  return { plan, sessions, changing: new Set(buffers.map(({ memory }) => memory)), bytes: bytesOf(plan) };
}

/**
 * Frees loaded graphs.
 *
 * @param executable - The graphs.
 */
export async function unload({ sessions }: Executable): Promise<void> {
  for (const session of sessions) await session?.release();
}

/** As if no value had memory that another one had before. */
function bytesOf({ partitions, updateRunner }: ProgramPlan): number {
  const values = partitions.flatMap(({ nodes, inputs }) => [...inputs, ...nodes.flatMap(({ outputs }) => outputs)]);
  const elements = values.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return (updateRunner?.bytes ?? 0) + elements * Float32Array.BYTES_PER_ELEMENT;
}
