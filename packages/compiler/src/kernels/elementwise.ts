import type { CastAttrs, ClipByValueAttrs, LeakyReluAttrs, StepAttrs } from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { arithmetic, binary, scalar } from './arithmetic.ts';
import { add } from './bias.ts';
import { kernel } from './kernel.ts';
import { logSoftmax } from './log-softmax.ts';
import { findPointwise, pointwise } from './pointwise.ts';
import { reshape } from './shapes.ts';
import { cast, choose, refuseTruths, withTypes } from './number-types.ts';

/**
 * Records a unary operator that keeps shape and type.
 *
 * @param graph - The graph.
 * @param type - The ONNX operator.
 * @param x - The value.
 */
export function unary(graph: Graph, type: string, x: Value): Value {
  return pointwise(graph, type, [x], x);
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
  Selu: 'Selu',
  Sigmoid: 'Sigmoid',
  Sign: 'Sign',
  Sin: 'Sin',
  Sinh: 'Sinh',
  Softplus: 'Softplus',
  Sqrt: 'Sqrt',
  Tan: 'Tan',
  Tanh: 'Tanh',
};
/** Operators that ONNX Runtime has for integers, too. */
const ofWholeNumbers = new Set(['Abs', 'Neg', 'Relu', 'Sign']);
/** Operators whose result is float32 in TensorFlow.js, whatever their input is. */
const floating = new Set(['Erf', 'Exp']);

for (const [name, type] of Object.entries(same)) {
  kernel<'x'>(name, (graph, { x }) =>
    withTypes(
      graph,
      [x],
      { takes: ofWholeNumbers.has(name) ? 'int32' : 'float32', gives: floating.has(name) ? 'float32' : x.dtype },
      (number) => unary(graph, type, number),
    ),
  );
}

kernel<'a' | 'b'>('Add', (graph, { a, b }) => {
  refuseTruths('Add', a);
  return add(graph, a, b);
});
kernel<'a' | 'b'>('Sub', (graph, { a, b }) => {
  refuseTruths('Sub', a);
  return logSoftmax(graph, a, b) ?? arithmetic(graph, 'Sub', a, b);
});
kernel<'a' | 'b'>('Multiply', (graph, { a, b }) =>
  a.dtype === 'bool' ? binary(graph, 'And', a, b) : arithmetic(graph, 'Mul', a, b),
);
// 1 / 0, which a bool cannot hold, is false.
kernel<'a' | 'b'>('RealDiv', (graph, { a, b }) =>
  a.dtype === 'bool' ? binary(graph, 'And', a, b) : arithmetic(graph, 'Div', a, b),
);
kernel<string>('AddN', (graph, inputs) => {
  refuseTruths('AddN', Object.values(inputs)[0]);
  return Object.values(inputs).reduce((sum, x) => arithmetic(graph, 'Add', sum, x));
});
kernel<'a' | 'b'>('Maximum', (graph, { a, b }) => binary(graph, 'Max', a, b));
kernel<'a' | 'b'>('Minimum', (graph, { a, b }) => binary(graph, 'Min', a, b));
kernel<'a' | 'b'>('Pow', (graph, { a, b }) =>
  withTypes(graph, [a, b], { takes: 'int32' }, (base, exponent) => binary(graph, 'Pow', base, exponent)),
);
kernel<'x' | 'alpha'>('Prelu', (graph, { x, alpha }) => {
  backend_util.assertAndGetBroadcastShape([...x.shape], [...alpha.shape]);
  const number = cast(graph, x, 'float32');
  return pointwise(graph, 'PRelu', [number, cast(graph, alpha, 'float32')], number);
});
kernel<'a' | 'b'>('SquaredDifference', (graph, { a, b }) =>
  withTypes(graph, [a, b], { takes: 'int32' }, (one, other) => square(graph, arithmetic(graph, 'Sub', one, other))),
);

const comparisons: Record<string, string> = {
  Greater: 'Greater',
  GreaterEqual: 'GreaterOrEqual',
  Less: 'Less',
  LessEqual: 'LessOrEqual',
};
for (const [name, type] of Object.entries(comparisons)) {
  kernel<'a' | 'b'>(name, (graph, { a, b }) => {
    const [one, other] = a.dtype === 'bool' ? [cast(graph, a, 'int32'), cast(graph, b, 'int32')] : [a, b];
    return binary(graph, type, one, other, 'bool');
  });
}
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
kernel<'x'>('Round', (graph, { x }) => (x.dtype === 'float32' ? unary(graph, 'Round', x) : x));
kernel<'x'>('Square', (graph, { x }) => (x.dtype === 'bool' ? x : square(graph, x)));
kernel<'x'>('Rsqrt', (graph, { x }) => unary(graph, 'Reciprocal', unary(graph, 'Sqrt', x)));
kernel<'x'>('Log1p', (graph, { x }) => withTypes(graph, [x], { takes: 'float32' }, (number) => log1p(graph, number)));
// eˣ − 1 = tanh(x/2) (eˣ + 1), which keeps the digits of a small x.
kernel<'x'>('Expm1', (graph, { x }) =>
  withTypes(graph, [x], { takes: 'float32' }, (number) =>
    arithmetic(
      graph,
      'Mul',
      unary(graph, 'Tanh', arithmetic(graph, 'Mul', number, scalar(graph, 0.5))),
      arithmetic(graph, 'Add', unary(graph, 'Exp', number), scalar(graph, 1)),
    ),
  ),
);
kernel<'x'>('Elu', (graph, { x }) => unary(graph, 'Elu', x));
kernel<'dy' | 'y'>('EluGrad', (graph, { dy, y }) =>
  // y > 0 ? dy : dy · (y + 1), which is dy · (min(y, 0) + 1)
  arithmetic(graph, 'Mul', dy, arithmetic(graph, 'Add', binary(graph, 'Min', y, scalar(graph, 0)), scalar(graph, 1))),
);
kernel<'x'>('Relu6', (graph, { x }) => clip(graph, x, 0, 6));
kernel<'x', LeakyReluAttrs>('LeakyRelu', (graph, { x }, { alpha }) => {
  const number = cast(graph, x, 'float32');
  return pointwise(graph, 'LeakyRelu', [number], number, { alpha: { float: alpha } });
});
kernel<'x', ClipByValueAttrs>('ClipByValue', (graph, { x }, { clipValueMin, clipValueMax }) =>
  clip(graph, x, clipValueMin, clipValueMax),
);
/** A line clipped to 0 and 1, as steep as float32 allows: one pass over memory, where a comparison and a cast take two. */
const steepest = { alpha: { float: (2 - 2 ** -23) * 2 ** 127 }, beta: { float: 0 } };
kernel<'x', StepAttrs>('Step', (graph, { x }, { alpha }) => {
  if (x.dtype !== 'float32') {
    return cast(graph, binary(graph, 'Greater', cast(graph, x, 'int32'), scalar(graph, 0, 'int32'), 'bool'), x.dtype);
  }
  // x > 0 where relu(x) > 0, and relu(x) is often in the graph already.
  const rectified = findPointwise(graph, 'Relu', x) ?? x;
  if (alpha === 0) return pointwise(graph, 'HardSigmoid', [rectified], x, steepest);
  const positive = binary(graph, 'Greater', rectified, scalar(graph, 0), 'bool');
  return pointwise(graph, 'Where', [positive, scalar(graph, 1), scalar(graph, alpha)], x);
});
kernel<'x', CastAttrs>('Cast', (graph, { x }, { dtype }) => {
  if (dtype === 'bool') return unary(graph, 'Not', binary(graph, 'Equal', x, scalar(graph, 0, x.dtype), 'bool'));
  return cast(graph, x, dtype === 'int32' ? 'int32' : 'float32');
});
kernel<'condition' | 't' | 'e'>('Select', (graph, { condition, t, e }) => {
  const trailing = new Array<number>(t.shape.length - condition.shape.length).fill(1);
  return choose(graph, reshape(graph, condition, [...condition.shape, ...trailing]), [t, e], t.shape);
});

function answer({ shape }: Value): { shape: readonly number[]; dtype: 'bool' } {
  return { shape, dtype: 'bool' };
}

/** A predicate that has the same answer for all integers. */
function ofFloats(graph: Graph, x: Value, ask: (x: Value) => Value, otherwise: number): Value {
  return x.dtype === 'float32' ? ask(x) : graph.scalarConstant(otherwise, x.shape, 'bool');
}

function square(graph: Graph, x: Value): Value {
  return arithmetic(graph, 'Mul', x, x);
}

function clip(graph: Graph, x: Value, low: number, high: number): Value {
  return withTypes(graph, [x], { takes: 'int32' }, (number) => {
    const bound = (limit: number): Value =>
      scalar(graph, number.dtype === 'int32' ? whole(limit) : limit, number.dtype);
    return pointwise(graph, 'Clip', [number, bound(low), bound(high)], number);
  });
}

/** The integer part of a number, or the nearest int32. */
function whole(number: number): number {
  return Math.trunc(Math.min(Math.max(number, -(2 ** 31)), 2 ** 31 - 1));
}

/** Near 0, where 1 + x has lost the digits of x, log(1 + x) = 2 artanh(x / (x + 2)). */
function log1p(graph: Graph, x: Value): Value {
  const small = binary(graph, 'Less', unary(graph, 'Abs', x), scalar(graph, 0.5), 'bool');
  const near = unary(graph, 'Atanh', arithmetic(graph, 'Div', x, arithmetic(graph, 'Add', x, scalar(graph, 2))));
  const far = unary(graph, 'Log', arithmetic(graph, 'Add', x, scalar(graph, 1)));
  return pointwise(graph, 'Where', [small, arithmetic(graph, 'Mul', near, scalar(graph, 2)), far], x);
}
