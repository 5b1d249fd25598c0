import type { Node } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { local } from '../wasm/code.ts';
import { Routine } from '../wasm/function-builder.ts';
import { type Job, whole } from '../kernel-launch.ts';
import { softmax } from '../loops/softmax.ts';
import type { Sources } from '../storage.ts';

/**
 * A softmax, or its logarithm, over the last axis.
 *
 * @param node - The node.
 * @param sources - Where values lie.
 * @returns `undefined` for other operators.
 */
export function softmaxOf({ type, inputs, outputs, attributes }: Node, sources: Sources): readonly Job[] | undefined {
  const [x] = inputs;
  const [value] = outputs;
  if ((type !== 'Softmax' && type !== 'LogSoftmax') || !x || !value) return undefined;
  const axis = Number(attributes.axis ?? -1);
  if (axis !== -1 && axis !== x.shape.length - 1) return undefined;
  const length = x.shape.at(-1) ?? 1;
  const routine = new Routine(3);
  const logits = { count: sizeOf(x.shape) / length, length, isLog: type === 'LogSoftmax' };
  const code = softmax(routine, logits, { from: local(0), to: local(1) });
  return [{ code: routine.finish(code), reads: [sources.of(x)], writes: [whole(value)], scratch: 0 }];
}
