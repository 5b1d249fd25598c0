import type { PreallocatedBuffer } from './engines/runtime.ts';
import type { Partition } from './graph/partition.ts';
import { sourceOf } from './graph/views.ts';
import { sizeOf } from './host-tensor.ts';

/** Values of fewer elements have no buffer of their own. */
const minElements = 1024;

/**
 * Preallocated buffers, the same in every run, for the values that are live across a cut of the graph.
 *
 * @param partitions - The partitions of the graph.
 */
export function preallocatedBuffers(partitions: readonly Partition[]): readonly PreallocatedBuffer[] {
  const read = new Set(partitions.flatMap(({ inputs }) => inputs.map(sourceOf)));
  const liveAcross = partitions.flatMap(({ outputs }) => outputs.filter((value) => read.has(value)));
  return liveAcross
    .filter(({ dtype, shape }) => dtype === 'float32' && sizeOf(shape) >= minElements)
    .map((value) => ({ value, memory: new Float32Array(sizeOf(value.shape)) }));
}
