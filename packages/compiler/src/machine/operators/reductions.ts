import type { GraphType, Node } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { advance, type Code, local, repeat } from '../../web-assembly/code.ts';
import { combineRows } from '../loops/columns.ts';
import { type Job, whole } from '../job.ts';
import { foldLines } from '../loops/lines.ts';
import { moved } from './movements.ts';
import type { Single } from '../passes.ts';
import { Routine } from '../../web-assembly/routine.ts';
import type { Sources } from '../sources.ts';
import { f32x4, i32x4, width } from '../../web-assembly/vector.ts';

/** What makes one number of two, and the number that changes nothing. */
type Combination = readonly [combine: Code, neutral: number];

const combinations: Readonly<Partial<Record<GraphType, Readonly<Record<string, Combination>>>>> = {
  float32: {
    ReduceSum: [f32x4.add, 0],
    ReduceMean: [f32x4.add, 0],
    ReduceProd: [f32x4.multiply, 1],
    ReduceMax: [f32x4.max, -Infinity],
    ReduceMin: [f32x4.min, Infinity],
  },
  int32: {
    ReduceSum: [i32x4.add, 0],
    ReduceProd: [i32x4.multiply, 1],
    ReduceMax: [i32x4.max, -(2 ** 31)],
    ReduceMin: [i32x4.min, 2 ** 31 - 1],
  },
};

/**
 * A sum, a mean, a product or the largest or smallest number along neighbouring axes.
 *
 * @param node - The node.
 * @param sources - Where values lie.
 * @returns `undefined` for other operators.
 */
export function reductionOf(node: Node, sources: Sources): readonly (Single | Job)[] | undefined {
  const { type, inputs, outputs, attributes } = node;
  const [x, given] = inputs;
  const [value] = outputs;
  const combination = x && combinations[x.dtype]?.[type];
  if (!combination || !value) return undefined;
  const listed = given ? Array.from(given.constant ?? [], Number) : attributes.axes;
  const all = x.shape.map((_, axis) => axis);
  const axes = Array.isArray(listed) ? listed.map((axis: number) => (axis < 0 ? axis + all.length : axis)) : all;
  const long = all.filter((axis) => x.shape[axis] !== 1);
  const reduced = long.filter((axis) => axes.includes(axis));
  const [first = 0, last = 0] = [reduced.at(0), reduced.at(-1)];
  if (reduced.length === 0) return [moved(value, { ...sources.spread(x, x.shape) })];
  if (long.some((axis) => axis > first && axis < last && !axes.includes(axis))) return undefined;

  const [combine, number] = combination;
  const length = sizeOf(x.shape.slice(first, last + 1));
  const [outer, inner] = [sizeOf(x.shape.slice(0, first)), sizeOf(x.shape.slice(last + 1))];
  const divisor = type === 'ReduceMean' ? { divisor: length } : {};
  const routine = new Routine(3);
  const at = { from: local(0), to: local(1) };
  const neutral = (): Code => (x.dtype === 'float32' ? routine.float(number) : routine.integer(number));
  const code =
    inner === 1
      ? foldLines(routine, { count: outer, length, stride: length, combine, neutral, ...divisor }, at)
      : repeat(routine.index(), outer, [
          ...combineRows(routine, { count: length, length: inner, stride: inner, combine, ...divisor }, at),
          ...advance(at.from, length * inner * width),
          ...advance(at.to, inner * width),
        ]);
  return [{ code: routine.finish(code), reads: [sources.of(x)], writes: [whole(value)], scratch: 0 }];
}
