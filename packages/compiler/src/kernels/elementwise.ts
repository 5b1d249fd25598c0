import type { CastAttrs, ClipByValueAttrs, LeakyReluAttrs, StepAttrs } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import { elementType, type GraphType, type Value } from '../graph/value.ts';
import { arithmetic, binary, scalar } from './arithmetic.ts';
import { add } from './bias.ts';
import { kernel } from './kernel.ts';
import { logSoftmax } from './log-softmax.ts';
import { findPointwise, pointwise } from './pointwise.ts';
import { reshape } from './shapes.ts';

/**
 * Records an operator of one value that keeps its shape and type.
 *
 * @param graph - The graph.
 * @param type - The ONNX operator.
 * @param x - The value.
 */
export function unary(graph: Graph, type: string, x: Value): Value {
  return pointwise(graph, type, [x], x);
}

/**
 * A value as another type.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param dtype - The type.
 */
export function cast(graph: Graph, x: Value, dtype: GraphType): Value {
  if (x.dtype === dtype) return x;
  if (x.splat !== undefined && dtype === 'float32') return graph.splat(x.splat, x.shape, dtype);
  return pointwise(graph, 'Cast', [x], { shape: x.shape, dtype }, { to: elementType[dtype] });
}

const same: Record<string, string> = {
  Abs: 'Abs',
  Acos: 'Acos',
  Acosh: 'Acosh',
  Asin: 'Asin',
  Asinh: 'Asinh',
  Atan: 'Atan',
  Atanh: 'Atanh',
  Ceil: 'Ceil',
  Cos: 'Cos',
  Cosh: 'Cosh',
  Erf: 'Erf',
  Exp: 'Exp',
  Floor: 'Floor',
  Log: 'Log',
  Neg: 'Neg',
  Reciprocal: 'Reciprocal',
  Relu: 'Relu',
  Round: 'Round',
  Sigmoid: 'Sigmoid',
  Sign: 'Sign',
  Sin: 'Sin',
  Sinh: 'Sinh',
  Softplus: 'Softplus',
  Sqrt: 'Sqrt',
  Tan: 'Tan',
  Tanh: 'Tanh',
};
for (const [name, type] of Object.entries(same)) kernel<'x'>(name, (graph, { x }) => unary(graph, type, x));

kernel<'a' | 'b'>('Add', (graph, { a, b }) => add(graph, a, b));
kernel<'a' | 'b'>('Sub', (graph, { a, b }) => logSoftmax(graph, a, b) ?? arithmetic(graph, 'Sub', a, b));
kernel<'a' | 'b'>('Multiply', (graph, { a, b }) => arithmetic(graph, 'Mul', a, b));
kernel<'a' | 'b'>('RealDiv', (graph, { a, b }) => arithmetic(graph, 'Div', a, b));
kernel<string>('AddN', (graph, inputs) => Object.values(inputs).reduce((sum, x) => arithmetic(graph, 'Add', sum, x)));
kernel<'a' | 'b'>('Maximum', (graph, { a, b }) => binary(graph, 'Max', a, b));
kernel<'a' | 'b'>('Minimum', (graph, { a, b }) => binary(graph, 'Min', a, b));
kernel<'a' | 'b'>('Pow', (graph, { a, b }) => binary(graph, 'Pow', a, b));
kernel<'x' | 'alpha'>('Prelu', (graph, { x, alpha }) => pointwise(graph, 'PRelu', [x, alpha], x));
kernel<'a' | 'b'>('SquaredDifference', (graph, { a, b }) => square(graph, arithmetic(graph, 'Sub', a, b)));

kernel<'a' | 'b'>('Greater', (graph, { a, b }) => binary(graph, 'Greater', a, b, 'bool'));
kernel<'a' | 'b'>('GreaterEqual', (graph, { a, b }) => binary(graph, 'GreaterOrEqual', a, b, 'bool'));
kernel<'a' | 'b'>('Less', (graph, { a, b }) => binary(graph, 'Less', a, b, 'bool'));
kernel<'a' | 'b'>('LessEqual', (graph, { a, b }) => binary(graph, 'LessOrEqual', a, b, 'bool'));
kernel<'a' | 'b'>('Equal', (graph, { a, b }) => binary(graph, 'Equal', a, b, 'bool'));
kernel<'a' | 'b'>('NotEqual', (graph, { a, b }) => unary(graph, 'Not', binary(graph, 'Equal', a, b, 'bool')));
kernel<'a' | 'b'>('LogicalAnd', (graph, { a, b }) => binary(graph, 'And', a, b, 'bool'));
kernel<'a' | 'b'>('LogicalOr', (graph, { a, b }) => binary(graph, 'Or', a, b, 'bool'));
kernel<'x'>('LogicalNot', (graph, { x }) => unary(graph, 'Not', x));

kernel<'x'>('IsNan', (graph, { x }) =>
  ofFloats(graph, x, (number) => pointwise(graph, 'IsNaN', [number], answer(x)), 0),
);
kernel<'x'>('IsInf', (graph, { x }) =>
  ofFloats(graph, x, (number) => pointwise(graph, 'IsInf', [number], answer(x)), 0),
);
kernel<'x'>('IsFinite', (graph, { x }) =>
  // Neither |∞| nor NaN is less.
  ofFloats(
    graph,
    x,
    (number) => binary(graph, 'Less', unary(graph, 'Abs', number), scalar(graph, Infinity), 'bool'),
    1,
  ),
);

kernel<'x'>('Identity', (_, { x }) => x);
kernel<'x'>('Square', (graph, { x }) => square(graph, x));
kernel<'x'>('Rsqrt', (graph, { x }) => unary(graph, 'Reciprocal', unary(graph, 'Sqrt', x)));
// Near 0, where 1 + x has lost the digits of x, log(1 + x) = 2 artanh(x / (x + 2)).
kernel<'x'>('Log1p', (graph, { x }) => {
  const small = binary(graph, 'Less', unary(graph, 'Abs', x), scalar(graph, 0.5), 'bool');
  const near = unary(graph, 'Atanh', arithmetic(graph, 'Div', x, arithmetic(graph, 'Add', x, scalar(graph, 2))));
  const far = unary(graph, 'Log', arithmetic(graph, 'Add', x, scalar(graph, 1)));
  return pointwise(graph, 'Where', [small, arithmetic(graph, 'Mul', near, scalar(graph, 2)), far], x);
});
// eˣ − 1 = tanh(x/2) (eˣ + 1), which keeps the digits of a small x.
kernel<'x'>('Expm1', (graph, { x }) =>
  arithmetic(
    graph,
    'Mul',
    unary(graph, 'Tanh', arithmetic(graph, 'Mul', x, scalar(graph, 0.5))),
    arithmetic(graph, 'Add', unary(graph, 'Exp', x), scalar(graph, 1)),
  ),
);
kernel<'x'>('Elu', (graph, { x }) => unary(graph, 'Elu', x));
kernel<'dy' | 'y'>('EluGrad', (graph, { dy, y }) =>
  // y > 0 ? dy : dy · (y + 1), which is dy · (min(y, 0) + 1)
  arithmetic(graph, 'Mul', dy, arithmetic(graph, 'Add', binary(graph, 'Min', y, scalar(graph, 0)), scalar(graph, 1))),
);
kernel<'x'>('Selu', (graph, { x }) => unary(graph, 'Selu', x));
kernel<'x'>('Relu6', (graph, { x }) => clip(graph, x, 0, 6));
kernel<'x', LeakyReluAttrs>('LeakyRelu', (graph, { x }, { alpha }) =>
  pointwise(graph, 'LeakyRelu', [x], x, { alpha: { float: alpha } }),
);
kernel<'x', ClipByValueAttrs>('ClipByValue', (graph, { x }, { clipValueMin, clipValueMax }) =>
  clip(graph, x, clipValueMin, clipValueMax),
);
/** A slope that is cut off at 0 and 1, as steep as numbers allow: one pass over memory, where a comparison and a change of type are two. */
const steepest = { alpha: { float: (2 - 2 ** -23) * 2 ** 127 }, beta: { float: 0 } };
kernel<'x', StepAttrs>('Step', (graph, { x }, { alpha }) => {
  // Where x is positive, so is its rectification, which a later part of the graph often has anyway.
  const rectified = findPointwise(graph, 'Relu', x) ?? x;
  if (alpha === 0 && x.dtype === 'float32') return pointwise(graph, 'HardSigmoid', [rectified], x, steepest);
  const positive = binary(graph, 'Greater', rectified, scalar(graph, 0, x.dtype), 'bool');
  if (alpha === 0) return cast(graph, positive, x.dtype);
  return pointwise(graph, 'Where', [positive, scalar(graph, 1), scalar(graph, alpha)], x);
});
kernel<'x', CastAttrs>('Cast', (graph, { x }, { dtype }) => {
  if (dtype === 'bool') return unary(graph, 'Not', binary(graph, 'Equal', x, scalar(graph, 0, x.dtype), 'bool'));
  return cast(graph, x, dtype === 'int32' ? 'int32' : 'float32');
});
kernel<'condition' | 't' | 'e'>('Select', (graph, { condition, t, e }) => {
  const trailing = new Array<number>(t.shape.length - condition.shape.length).fill(1);
  return pointwise(graph, 'Where', [reshape(graph, condition, [...condition.shape, ...trailing]), t, e], t);
});

function answer({ shape }: Value): { shape: readonly number[]; dtype: 'bool' } {
  return { shape, dtype: 'bool' };
}

/** A question about numbers to which whole numbers have but one answer. */
function ofFloats(graph: Graph, x: Value, ask: (x: Value) => Value, otherwise: number): Value {
  return x.dtype === 'float32' ? ask(x) : graph.splat(otherwise, x.shape, 'bool');
}

function square(graph: Graph, x: Value): Value {
  return arithmetic(graph, 'Mul', x, x);
}

function clip(graph: Graph, x: Value, low: number, high: number): Value {
  return pointwise(graph, 'Clip', [x, scalar(graph, low, x.dtype), scalar(graph, high, x.dtype)], x);
}
