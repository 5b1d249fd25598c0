import { elementType, type Node } from '../graph/value.ts';
import { elementwise } from './elementwise.ts';
import type { Forms, Rewriting } from './rewriting.ts';

/** The largest number of float32. */
const steepest = (2 - 2 ** -23) * 2 ** 127;

/**
 * A change of type; where it makes 1 of positive numbers and 0 of the others, as the gradient of a rectification does, it is one pass
 * over memory: a slope as steep as this, cut off at 0 and 1.
 *
 * @param rewriting - What was recorded before.
 * @param node - The change of type.
 */
export function positivity(rewriting: Rewriting, node: Node): Forms | undefined {
  const { inputs, outputs, attributes } = node;
  const question = inputs[0]?.node;
  const [x, bound] = question?.inputs ?? [];
  const [y] = outputs;
  const asks = question?.type === 'Greater' && bound?.splat === 0 && attributes.to === elementType.float32;
  if (!asks || !x || !y || x.dtype !== 'float32' || !rewriting.isBlocked(x)) return elementwise(rewriting, node);
  const slope = { alpha: { float: steepest }, beta: { float: 0 } };
  return { blocked: rewriting.graph.op('HardSigmoid', [rewriting.blocked(x)], y, slope) };
}
