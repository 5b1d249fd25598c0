import { backend_util } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import { isSmall } from '../graph/is-small.ts';
import { type Attributes, hasOneElement, sameShape, type TensorSpec, type Value } from '../graph/value.ts';
import { beforeChannelsLast, channelsFirst, channelsLast } from './channels.ts';
import { gathered } from './products.ts';
import { expand, reshape } from './shapes.ts';

type Operands = readonly (Value | undefined)[];

/** Operators that give the same whichever operand comes first. */
const commutative = new Set(['Add', 'Mul', 'Max', 'Min']);

/**
 * Records an operator that is elementwise on operands broadcast to one shape. A change of shape or layout that the
 * operands came from is put behind it: a layout for convolutions lasts from one to the next, and what is spread over
 * a larger shape is spread no sooner than an operator needs it.
 *
 * @param graph - The graph.
 * @param type - The ONNX operator.
 * @param operands - What it takes.
 * @param spec - The shape and type of what it gives.
 * @param attributes - Its settings.
 */
export function pointwise(
  graph: Graph,
  type: string,
  operands: Operands,
  spec: TensorSpec,
  attributes: Attributes = {},
): Value {
  const { shape, dtype } = spec;
  const record = (inputs: Operands, as: readonly number[]): Value =>
    pointwise(graph, type, inputs, { shape: as, dtype }, attributes);

  const compact = unspread(operands, shape);
  if (compact) {
    const between = compact.reduce<number[]>(
      (joint, operand) => backend_util.assertAndGetBroadcastShape(joint, [...(operand?.shape ?? [])]),
      [],
    );
    return expand(graph, record(compact, between), shape);
  }
  // Of all operators only PRelu does not spread its first operand.
  const lean = type === 'PRelu' ? operands : withoutSpread(operands, shape);
  const [only] = lean;
  if (lean.length === 1 && only?.node?.type === 'Reshape') {
    const [before] = only.node.inputs;
    if (before) return reshape(graph, record([before], before.shape), shape);
  }
  const first = allChannelsFirst(graph, lean, shape);
  if (first) return channelsLast(graph, record(first, lengthsFirst(shape)));
  const factors = gathered(type, lean, (kind, a, b) => multiply(graph, kind, a, b));
  if (factors) return pointwise(graph, 'Mul', factors, spec);
  const turned = commutative.has(type) && lean.every((operand) => operand !== undefined);
  return (
    (turned ? graph.find(type, [...lean].reverse()) : undefined) ?? graph.op(type, lean, { shape, dtype }, attributes)
  );
}

/**
 * What {@link pointwise} gives, if it was recorded before.
 *
 * @param graph - The graph.
 * @param type - The ONNX operator.
 * @param x - Its only operand.
 */
export function findPointwise(graph: Graph, type: string, x: Value): Value | undefined {
  const before = beforeChannelsLast(x);
  const found = before && graph.find(type, [before]);
  return found ? channelsLast(graph, found) : graph.find(type, [x]);
}

/** A product or quotient of small values, which may be numbers that are known. */
function multiply(graph: Graph, type: 'Mul' | 'Div', a: Value, b: Value): Value {
  const shape = backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  if (a.scalar === undefined || b.scalar === undefined) {
    return pointwise(graph, type, [a, b], { shape, dtype: a.dtype });
  }
  return graph.scalarConstant(Math.fround(type === 'Mul' ? a.scalar * b.scalar : a.scalar / b.scalar), shape, a.dtype);
}

/** The operands before they were spread over the whole shape, when that is all that makes them fill it. */
function unspread(operands: Operands, shape: readonly number[]): Operands | undefined {
  const spread = operands.filter((operand) => operand?.node?.type === 'Expand');
  const sources = new Set(spread.map((operand) => operand?.node?.inputs[0]));
  if (sources.size !== 1 || !spread.every((operand) => operand && sameShape(operand.shape, shape))) return undefined;
  const rest = operands.filter((operand) => operand && !spread.includes(operand));
  return rest.every((operand) => operand && hasOneElement(operand)) ? operands.map(beforeSpread) : undefined;
}

/** The operands, those that were spread as they were before where another one fills the shape. */
function withoutSpread(operands: Operands, shape: readonly number[]): Operands {
  const full = operands.some((operand) => operand?.node?.type !== 'Expand' && sameShape(operand?.shape ?? [], shape));
  return full ? operands.map(beforeSpread) : operands;
}

function beforeSpread(operand: Value | undefined): Value | undefined {
  return operand?.node?.type === 'Expand' ? operand.node.inputs[0] : operand;
}

/** The operands with the channel first, when one of them was so and none of them is much work to turn. */
function allChannelsFirst(graph: Graph, operands: Operands, shape: readonly number[]): Operands | undefined {
  if (!operands.some((operand) => operand && sameShape(operand.shape, shape) && beforeChannelsLast(operand))) {
    return undefined;
  }
  const turned = operands.map((operand) => {
    if (!operand || hasOneElement(operand)) return operand;
    const before = sameShape(operand.shape, shape) ? beforeChannelsLast(operand) : undefined;
    if (before) return before;
    if (operand.scalar === undefined && !isSmall(operand, shape)) return null;
    const missing = new Array<number>(shape.length - operand.shape.length).fill(1);
    return channelsFirst(graph, reshape(graph, operand, [...missing, ...operand.shape]));
  });
  return turned.every((operand) => operand !== null) ? turned : undefined;
}

/** The lengths of the axes with the channel first. */
function lengthsFirst(shape: readonly number[]): readonly number[] {
  return [...shape.slice(0, 1), ...shape.slice(-1), ...shape.slice(1, -1)];
}
