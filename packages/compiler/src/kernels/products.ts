import type { Graph } from '../graph/graph.ts';
import { isSmall } from '../graph/is-small.ts';
import { sameShape, type Value } from '../graph/value.ts';

/** Multiplies or divides. */
export type Multiply = (type: 'Mul' | 'Div', a: Value, b: Value) => Value;

/** A product of more factors than this is left unchanged. */
const mostFactors = 8;

/**
 * x · b or x / b where x is itself a large value times a small one: the small ones are multiplied first.
 *
 * @param type - Whether b multiplies or divides.
 * @param operands - x and b; of a product in either order.
 * @param multiply - Multiplies or divides small values.
 * @returns The two factors of the new product, or `undefined` where there is nothing to gain.
 */
export function gathered(
  type: string,
  operands: readonly (Value | undefined)[],
  multiply: Multiply,
): readonly [Value, Value] | undefined {
  const [a, b] = operands;
  if (!a || !b || (type !== 'Mul' && type !== 'Div') || a.dtype !== 'float32') return undefined;
  const [x, factor] = type === 'Mul' && isSmall(a, b.shape) ? [b, a] : [a, b];
  const inner = x.node;
  if (!isSmall(factor, x.shape) || (inner?.type !== 'Mul' && inner?.type !== 'Div')) return undefined;
  const [first, second] = inner.inputs;
  if (!first || !second) return undefined;
  const [large, before] = inner.type === 'Mul' && isSmall(first, second.shape) ? [second, first] : [first, second];
  if (!sameShape(large.shape, x.shape) || !isSmall(before, x.shape) || (type === 'Div' && inner.type === 'Div'))
    return undefined;
  if (inner.type === 'Div') return [large, multiply('Div', factor, before)];
  return [large, multiply(type, before, factor)];
}

/** The factors of a product, sorted for a sum over some of its axes. */
export interface Factors {
  /** Factors that vary along the axes. */
  readonly varying: readonly Value[];
  /** Factors that do not. */
  readonly fixed: readonly Value[];
}

/**
 * Splits a product into its factors, and these into theirs.
 *
 * @param graph - The graph.
 * @param product - The product.
 * @param axes - The axes of the sum.
 * @returns `undefined` where no factor can be moved out of the sum.
 */
export function factorsOf(graph: Graph, product: Value, axes: readonly number[]): Factors | undefined {
  const found = flat(graph, product);
  const isFixed = ({ shape }: Value): boolean => {
    const missing = product.shape.length - shape.length;
    return axes.every((axis) => (shape[axis - missing] ?? 1) === 1);
  };
  const fixed = found.filter(isFixed);
  const varying = found.filter((factor) => !isFixed(factor));
  const whole = varying.some(({ shape }) => sameShape(shape, product.shape));
  if (fixed.length === 0 || !whole || found.length > mostFactors) return undefined;
  return { fixed, varying: varying.sort((a, b) => order(a) - order(b)) };
}

function flat(graph: Graph, value: Value): Value[] {
  const { node, dtype } = value;
  const factors = node?.inputs.filter((input) => input !== undefined) ?? [];
  if (dtype !== 'float32') return [value];
  if (node?.type === 'Mul') return factors.flatMap((factor) => flat(graph, factor));
  if (node?.type === 'Neg')
    return [graph.scalarConstant(-1, [], dtype), ...factors.flatMap((factor) => flat(graph, factor))];
  return [value];
}

/** Names are in the order of recording. */
function order({ name }: Value): number {
  return Number(name.slice(1));
}
