import { add, mul, reshape, slice, type Tensor, tensor2d } from '@tensorflow/tfjs-core';

import type { Loss } from '../../losses/loss.ts';
import type { DecodedOutput, DecodedOutputs } from '../decoded.ts';
import type { Scale } from '../scale.ts';

/**
 * Numbers in their own unit, and what else their loss makes known of them, by tensor operations.
 *
 * @param loss - The loss.
 * @param scales - How each target is standardised.
 * @returns None when the loss gives predictions or details another way only.
 */
export function decodedNumbers(loss: Loss, scales: readonly Scale[]): DecodedOutputs | undefined {
  if (loss.predict !== undefined && loss.predictTensor === undefined) return undefined;
  if (loss.details !== undefined && loss.detailTensors === undefined) return undefined;
  const targets = scales.length;
  const columnOf = (key: keyof Scale): Tensor =>
    tensor2d(
      scales.map((scale) => scale[key]),
      [targets, 1],
    );
  const byTarget = (outputs: Tensor): Tensor => reshape(outputs, [-1, targets, loss.outputsPerTarget ?? 1]);
  const value = (outputs: Tensor): Tensor => {
    const all = byTarget(outputs);
    const one = loss.predictTensor?.(all) ?? slice(all, [0, 0, 0], [-1, -1, 1]);
    return reshape(add(mul(one, columnOf('deviation')), columnOf('mean')), [-1, targets]);
  };
  const details = Object.entries(loss.detailTensors ?? {}).map(([name, detail]): [string, DecodedOutput] => [
    name,
    {
      call: (outputs) => detail(byTarget(outputs), { mean: columnOf('mean'), deviation: columnOf('deviation') }),
    },
  ]);
  return { value: { call: value }, ...Object.fromEntries(details) };
}
