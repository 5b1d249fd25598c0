import type { Node } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { local } from '../wasm/code.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { type KernelLaunch, wholeBuffer } from '../kernel-launch.ts';
import { softmax } from '../loops/softmax.ts';
import type { Storage } from '../storage.ts';

/**
 * A softmax, or its logarithm, over the last axis.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerSoftmax(
  { type, inputs, outputs, attributes }: Node,
  storage: Storage,
): readonly KernelLaunch[] | undefined {
  const [x] = inputs;
  const [value] = outputs;
  if ((type !== 'Softmax' && type !== 'LogSoftmax') || !x || !value) return undefined;
  const axis = Number(attributes.axis ?? -1);
  if (axis !== -1 && axis !== x.shape.length - 1) return undefined;
  const length = x.shape.at(-1) ?? 1;
  const routine = new FunctionBuilder(3);
  const logits = { count: sizeOf(x.shape) / length, length, isLog: type === 'LogSoftmax' };
  const code = softmax(routine, logits, { from: local(0), to: local(1) });
  return [{ kernel: routine.finish(code), reads: [storage.sliceOf(x)], writes: [wholeBuffer(value)], scratch: 0 }];
}
