import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { local } from '../wasm/code.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { type KernelLaunch, wholeBuffer } from '../kernel-launch.ts';
import { cumulativeSum, argExtremum, type Lines } from '../loops/along-axis.ts';
import { topK } from '../loops/top-k.ts';
import type { Storage } from '../storage.ts';

/**
 * ArgMax, ArgMin, TopK and CumSum, along an axis.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerAlongAxis(node: Node, storage: Storage): readonly KernelLaunch[] | undefined {
  const { type, inputs, outputs, attributes } = node;
  const [x, given] = inputs;
  const [value] = outputs;
  if (!x || !value) return undefined;
  const at = { from: local(0), to: local(1) };
  const launch = (kernel: KernelLaunch['kernel']): readonly KernelLaunch[] => [
    { kernel, reads: [storage.sliceOf(x)], writes: [wholeBuffer(value)], scratch: 0 },
  ];
  if (type === 'TopK') return lowerTopK(node, x, storage);
  const routine = new FunctionBuilder(3);
  if (type === 'ArgMax' || type === 'ArgMin') {
    const lines = linesOf(x, Number(attributes.axis ?? 0));
    return lines && launch(routine.finish(argExtremum(routine, { ...lines, isMin: type === 'ArgMin' }, at)));
  }
  if (type !== 'CumSum') return undefined;
  const lines = linesOf(x, Number(given?.constant?.[0] ?? 0));
  const how = { isExclusive: attributes.exclusive === 1, isReverse: attributes.reverse === 1 };
  return lines && launch(routine.finish(cumulativeSum(routine, { ...lines, ...how }, at)));
}

/** A TopK with a larger k is left to engines that sort. */
const maxTopK = 256;

function lowerTopK(
  { outputs: [numbers, places] }: Node,
  x: Value,
  storage: Storage,
): readonly KernelLaunch[] | undefined {
  const wanted = numbers?.shape.at(-1) ?? 0;
  const lines = linesOf(x, x.shape.length - 1);
  if (!numbers || !places || !lines || wanted > maxTopK) return undefined;
  const routine = new FunctionBuilder(4);
  const search = { count: lines.outer, length: lines.length, k: wanted, dtype: lines.dtype };
  const code = topK(routine, search, { from: local(0), numbers: local(1), places: local(2) });
  return [
    {
      kernel: routine.finish(code),
      reads: [storage.sliceOf(x)],
      writes: [wholeBuffer(numbers), wholeBuffer(places)],
      scratch: 0,
    },
  ];
}

function linesOf({ shape, dtype }: Value, given: number): Lines | undefined {
  const axis = given < 0 ? given + shape.length : given;
  if (dtype !== 'float32' && dtype !== 'int32') return undefined;
  return { outer: sizeOf(shape.slice(0, axis)), length: shape[axis] ?? 1, inner: sizeOf(shape.slice(axis + 1)), dtype };
}
