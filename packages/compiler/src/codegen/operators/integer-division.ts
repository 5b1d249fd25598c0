import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import type { Member } from '../loops/elementwise-loop.ts';
import { wholeQuotient } from '../wasm/math/remainder.ts';
import type { Single } from '../fuse-elementwise.ts';
import type { Sources } from '../storage.ts';

/**
 * A division of whole numbers that is recorded as (a − a mod b) / b: in one go, since the difference may have more than 32 bits.
 *
 * @param node - The node.
 * @param sources - Where values lie.
 * @returns `undefined` for other operators.
 */
export function wholeDivisionOf({ type, inputs, outputs }: Node, sources: Sources): readonly Single[] | undefined {
  const [difference, b] = inputs;
  const [value] = outputs;
  if (type !== 'Div' || difference?.dtype !== 'int64' || !b || !value) return undefined;
  const [a, rest] = sources.nodeOf(difference)?.type === 'Sub' ? (difference.node?.inputs ?? []) : [];
  const [dividend, divisor] = rest?.node?.type === 'Mod' ? rest.node.inputs : [];
  if (!a || dividend !== a || !divisor || !isSame(divisor, b)) return undefined;
  const write: Member['write'] = ([x = [], y = []], routine) => wholeQuotient(routine, x, y);
  const operands = [a, b].map((operand) => sources.spread(operand, value.shape));
  return [{ member: { write, operands, value }, size: sizeOf(value.shape) }];
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a.scalar !== undefined && a.scalar === b.scalar);
}
