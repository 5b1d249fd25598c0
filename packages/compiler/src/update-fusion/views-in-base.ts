import type { Value } from '../graph/value.ts';
import { type View, viewOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';

/** Of a value that is put in memory as a whole so much must be read at least. */
const share = 0.5;

/**
 * Which values are read where another lies that has their numbers, so that this one is put in memory as a whole: stretches of a value
 * that they make up, or most of it.
 *
 * @param values - Values that are read from memory.
 */
export function homesOf(values: readonly Value[]): ReadonlyMap<Value, View> {
  const views = new Map([...new Set(values)].map((value) => [value, viewOf(value)] as const));
  const read = new Map<Value, number>();
  for (const [value, { source }] of views) read.set(source, (read.get(source) ?? 0) + sizeOf(value.shape));
  const isHome = ({ source }: View): boolean => (read.get(source) ?? 0) >= share * sizeOf(source.shape);
  return new Map([...views].filter(([value, view]) => view.source !== value && isHome(view)));
}
