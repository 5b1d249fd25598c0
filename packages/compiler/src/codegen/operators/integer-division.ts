import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import type { ElementwiseOp } from '../loops/elementwise-loop.ts';
import { integerQuotient } from '../wasm/math/remainder.ts';
import type { ScheduledOp } from '../fuse-elementwise.ts';
import type { Storage } from '../storage.ts';

/**
 * An integer division that is recorded as (a − a mod b) / b: fused, since the difference may exceed 32 bits.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerIntegerDivision(
  { type, inputs, outputs }: Node,
  storage: Storage,
): readonly ScheduledOp[] | undefined {
  const [difference, b] = inputs;
  const [value] = outputs;
  if (type !== 'Div' || difference?.dtype !== 'int64' || !b || !value) return undefined;
  const [a, rest] = storage.producerOf(difference)?.type === 'Sub' ? (difference.node?.inputs ?? []) : [];
  const [dividend, divisor] = rest?.node?.type === 'Mod' ? rest.node.inputs : [];
  if (!a || dividend !== a || !divisor || !isSame(divisor, b)) return undefined;
  const emit: ElementwiseOp['emit'] = ([x = [], y = []], routine) => integerQuotient(routine, x, y);
  const operands = [a, b].map((operand) => storage.broadcast(operand, value.shape));
  return [{ op: { emit, operands, value }, size: sizeOf(value.shape) }];
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a.scalar !== undefined && a.scalar === b.scalar);
}
