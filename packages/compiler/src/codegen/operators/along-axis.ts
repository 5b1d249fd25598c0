import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { local } from '../wasm/code.ts';
import { Routine } from '../wasm/function-builder.ts';
import { type Job, whole } from '../kernel-launch.ts';
import { addAlong, findAlong, type Lines } from '../loops/along-axis.ts';
import { findLargest } from '../loops/top-k.ts';
import type { Sources } from '../storage.ts';

/**
 * Where the largest or smallest number along an axis is, or the largest ones along the last axis, or running sums along one.
 *
 * @param node - The node.
 * @param sources - Where values lie.
 * @returns `undefined` for other operators.
 */
export function alongOf(node: Node, sources: Sources): readonly Job[] | undefined {
  const { type, inputs, outputs, attributes } = node;
  const [x, given] = inputs;
  const [value] = outputs;
  if (!x || !value) return undefined;
  const at = { from: local(0), to: local(1) };
  const job = (code: Job['code']): readonly Job[] => [
    { code, reads: [sources.of(x)], writes: [whole(value)], scratch: 0 },
  ];
  if (type === 'TopK') return largestOf(node, x, sources);
  const routine = new Routine(3);
  if (type === 'ArgMax' || type === 'ArgMin') {
    const lines = linesOf(x, Number(attributes.axis ?? 0));
    return lines && job(routine.finish(findAlong(routine, { ...lines, isLeast: type === 'ArgMin' }, at)));
  }
  if (type !== 'CumSum') return undefined;
  const lines = linesOf(x, Number(given?.constant?.[0] ?? 0));
  const how = { isExclusive: attributes.exclusive === 1, isReverse: attributes.reverse === 1 };
  return lines && job(routine.finish(addAlong(routine, { ...lines, ...how }, at)));
}

/** More of the largest numbers than these are left to others, who sort them. */
const mostWanted = 256;

function largestOf({ outputs: [numbers, places] }: Node, x: Value, sources: Sources): readonly Job[] | undefined {
  const wanted = numbers?.shape.at(-1) ?? 0;
  const lines = linesOf(x, x.shape.length - 1);
  if (!numbers || !places || !lines || wanted > mostWanted) return undefined;
  const routine = new Routine(4);
  const contest = { count: lines.outer, length: lines.length, wanted, dtype: lines.dtype };
  const code = findLargest(routine, contest, { from: local(0), numbers: local(1), places: local(2) });
  return [{ code: routine.finish(code), reads: [sources.of(x)], writes: [whole(numbers), whole(places)], scratch: 0 }];
}

function linesOf({ shape, dtype }: Value, given: number): Lines | undefined {
  const axis = given < 0 ? given + shape.length : given;
  if (dtype !== 'float32' && dtype !== 'int32') return undefined;
  return { outer: sizeOf(shape.slice(0, axis)), length: shape[axis] ?? 1, inner: sizeOf(shape.slice(axis + 1)), dtype };
}
