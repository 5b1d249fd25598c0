import type { Room } from './engines/runtime.ts';
import type { Segment } from './graph/partition.ts';
import { sourceOf } from './graph/views.ts';
import { sizeOf } from './host-tensor.ts';

/** Values of fewer numbers than these are handed over in whatever memory they come. */
const fewNumbers = 1024;

/**
 * Memory for the values that one part of a graph hands over to another, the same in every run.
 *
 * @param parts - The parts of the graph.
 */
export function crossingRooms(parts: readonly Segment[]): readonly Room[] {
  const read = new Set(parts.flatMap(({ inputs }) => inputs.map(sourceOf)));
  const handedOver = parts.flatMap(({ outputs }) => outputs.filter((value) => read.has(value)));
  return handedOver
    .filter(({ dtype, shape }) => dtype === 'float32' && sizeOf(shape) >= fewNumbers)
    .map((value) => ({ value, memory: new Float32Array(sizeOf(value.shape)) }));
}
