import { UnsupportedOpError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { elementType, type GraphType, type Value } from '../graph/value.ts';
import { pointwise } from './pointwise.ts';

/**
 * A value as another type.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param dtype - The type.
 */
export function cast(graph: Graph, x: Value, dtype: GraphType): Value {
  if (x.dtype === dtype) return x;
  if (x.scalar !== undefined && dtype === 'float32') return graph.scalarConstant(x.scalar, x.shape, dtype);
  return pointwise(graph, 'Cast', [x], { shape: x.shape, dtype }, { to: elementType[dtype] });
}

/** What is done with numbers of a type that an operator of ONNX does not have. */
interface Types {
  /** The type that it is given in their place. */
  readonly takes: 'int32' | 'float32';
  /** The type of what TensorFlow.js gives; that of what it was given when left out. */
  readonly gives?: GraphType;
}

/**
 * What TensorFlow.js computes of true and false or of integers where ONNX has an operator for other types only: what comes of
 * it is cut to an integer, or to true and false, as it is where TensorFlow.js puts it into an array of the first type.
 *
 * @param graph - The graph.
 * @param operands - What is computed with: one value, or two of one type.
 * @param types - The types that the operator has.
 * @param compute - Records the operator.
 */
export function withTypes(
  graph: Graph,
  operands: readonly [Value, Value?],
  { takes, gives = operands[0].dtype }: Types,
  compute: (one: Value, other: Value) => Value,
): Value {
  const [one, other = one] = operands;
  const { dtype } = one;
  if (dtype === 'float32' || (dtype === takes && dtype === gives)) return compute(one, other);
  const result = compute(cast(graph, one, takes), cast(graph, other, takes));
  if (gives === 'float32') return result;
  return cast(graph, cast(graph, finite(graph, result), 'int32'), gives);
}

/** The numbers that are finite, and 0 in place of others: that is what an array of integers keeps of them. */
function finite(graph: Graph, x: Value): Value {
  if (x.dtype !== 'float32') return x;
  const [zero, infinity] = [graph.scalarConstant(0, [], x.dtype), graph.scalarConstant(Infinity, [], x.dtype)];
  const known = pointwise(graph, 'Less', [pointwise(graph, 'Abs', [x], x), infinity], {
    shape: x.shape,
    dtype: 'bool',
  });
  return pointwise(graph, 'Where', [known, x, zero], x);
}

/**
 * Values of several types as the one type of them that holds all their numbers, as arithmetic has it.
 *
 * @param graph - The graph.
 * @param values - The values.
 */
export function ofOneType(graph: Graph, values: readonly Value[]): readonly Value[] {
  const all: readonly GraphType[] = ['float32', 'int32'];
  const dtype = all.find((type) => values.some((value) => value.dtype === type));
  return dtype === undefined ? values : values.map((value) => cast(graph, value, dtype));
}

/**
 * Refuses true and false where TensorFlow.js gives numbers that are neither.
 *
 * @param op - The kernel.
 * @param operand - What it is given.
 */
export function refuseTruths(op: string, operand: Value | undefined): void {
  if (operand?.dtype === 'bool') throw new UnsupportedOpError(op, 'of true and false; cast them to a number first');
}

/**
 * Of two values one or the other, element by element.
 *
 * @param graph - The graph.
 * @param condition - Where it is true the first is taken.
 * @param choices - The two values.
 * @param shape - Length of each axis of what is given.
 */
export function choose(
  graph: Graph,
  condition: Value,
  choices: readonly [Value, Value],
  shape: readonly number[],
): Value {
  const [first = choices[0], second = choices[1]] = ofOneType(graph, choices);
  return withTypes(graph, [first, second], { takes: 'int32' }, (one, other) =>
    pointwise(graph, 'Where', [condition, one, other], { shape, dtype: one.dtype }),
  );
}
