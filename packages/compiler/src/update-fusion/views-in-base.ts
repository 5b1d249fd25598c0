import type { Value } from '../graph/value.ts';
import { type View, viewOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';

/** The least share of a base value that must be read for it to be stored as a whole. */
const minShare = 0.5;

/**
 * The values that are read as views of a base value that is stored as a whole: those that together make up most of their base.
 *
 * @param values - Values that are read from memory.
 */
export function viewsInBase(values: readonly Value[]): ReadonlyMap<Value, View> {
  const views = new Map([...new Set(values)].map((value) => [value, viewOf(value)] as const));
  const read = new Map<Value, number>();
  for (const [value, { source }] of views) read.set(source, (read.get(source) ?? 0) + sizeOf(value.shape));
  const isMostlyRead = ({ source }: View): boolean => (read.get(source) ?? 0) >= minShare * sizeOf(source.shape);
  return new Map([...views].filter(([value, view]) => view.source !== value && isMostlyRead(view)));
}
