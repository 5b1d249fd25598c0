import { backend_util } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import { isSmall } from '../graph/is-small.ts';
import { type Attributes, hasOneElement, sameShape, type TensorSpec, type Value } from '../graph/value.ts';
import { beforeChannelsLast, channelsFirst, channelsLast } from './channels.ts';
import { gathered } from './products.ts';
import { expand, reshape } from './shapes.ts';

type Operands = readonly (Value | undefined)[];

/** Commutative operators. */
const commutative = new Set(['Add', 'Mul', 'Max', 'Min']);

/**
 * Records an elementwise operator with broadcasting. A reshape, transpose or broadcast of the operands is moved behind it: the layout of
 * convolutions is kept from one to the next, and a value is broadcast no sooner than an operator needs it.
 *
 * @param graph - The graph.
 * @param type - The ONNX operator.
 * @param operands - Its operands.
 * @param spec - The shape and type of its result.
 * @param attributes - Its attributes.
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
  // Only PRelu does not broadcast its first operand.
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
 * The result of {@link pointwise}, if it is already recorded.
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

/** A product or quotient of small values, which may be constants. */
function multiply(graph: Graph, type: 'Mul' | 'Div', a: Value, b: Value): Value {
  const shape = backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  if (a.scalar === undefined || b.scalar === undefined) {
    return pointwise(graph, type, [a, b], { shape, dtype: a.dtype });
  }
  return graph.scalarConstant(Math.fround(type === 'Mul' ? a.scalar * b.scalar : a.scalar / b.scalar), shape, a.dtype);
}

/** The operands without their broadcasts to the full shape, if those are all that makes them fill it. */
function unspread(operands: Operands, shape: readonly number[]): Operands | undefined {
  const spread = operands.filter((operand) => operand?.node?.type === 'Expand');
  const sources = new Set(spread.map((operand) => operand?.node?.inputs[0]));
  if (sources.size !== 1 || !spread.every((operand) => operand && sameShape(operand.shape, shape))) return undefined;
  const rest = operands.filter((operand) => operand && !spread.includes(operand));
  return rest.every((operand) => operand && hasOneElement(operand)) ? operands.map(beforeSpread) : undefined;
}

/** The operands without their broadcasts, where another operand has the full shape. */
function withoutSpread(operands: Operands, shape: readonly number[]): Operands {
  const full = operands.some((operand) => operand?.node?.type !== 'Expand' && sameShape(operand?.shape ?? [], shape));
  return full ? operands.map(beforeSpread) : operands;
}

function beforeSpread(operand: Value | undefined): Value | undefined {
  return operand?.node?.type === 'Expand' ? operand.node.inputs[0] : operand;
}

/** The operands with channels first, if one of them had that layout and the others are cheap to transpose. */
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

/** The shape with channels first. */
function lengthsFirst(shape: readonly number[]): readonly number[] {
  return [...shape.slice(0, 1), ...shape.slice(-1), ...shape.slice(1, -1)];
}
