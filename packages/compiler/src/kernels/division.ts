import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { arithmetic, binary, scalar } from './arithmetic.ts';
import { unary } from './elementwise.ts';
import { kernel } from './kernel.ts';
import { pointwise } from './pointwise.ts';
import { cast, withTypes } from './number-types.ts';

kernel<'a' | 'b'>('FloorDiv', (graph, { a, b }) => {
  if (a.dtype === 'float32') {
    const quotient = unary(graph, 'Floor', arithmetic(graph, 'Div', a, b));
    if (b.scalar !== undefined && b.scalar !== 0) return cast(graph, quotient, 'int32');
    const none = binary(graph, 'Equal', b, scalar(graph, 0), 'bool');
    return cast(graph, pointwise(graph, 'Where', [none, scalar(graph, 0), quotient], quotient), 'int32');
  }
  return wholly(graph, a, b, (dividend, divisor) => {
    const rest = binary(graph, 'Mod', dividend, divisor);
    return binary(graph, 'Div', binary(graph, 'Sub', dividend, rest), divisor);
  });
});

// The remainder has the sign of the divisor.
kernel<'a' | 'b'>('Mod', (graph, { a, b }) => {
  // 1 % 1 is 0; x % 0 is NaN, which a bool cannot hold.
  if (a.dtype === 'bool') return graph.scalarConstant(0, binary(graph, 'And', a, b).shape, 'bool');
  if (a.dtype !== 'float32') return wholly(graph, a, b, (dividend, divisor) => binary(graph, 'Mod', dividend, divisor));
  const rest = remainder(graph, a, b);
  const negative = (x: Value): Value => binary(graph, 'Less', x, scalar(graph, 0), 'bool');
  const equal = binary(graph, 'Equal', negative(a), negative(b), 'bool');
  const moved = remainder(graph, arithmetic(graph, 'Add', rest, b), b);
  return pointwise(graph, 'Where', [equal, rest, moved], rest);
});

// atan(a / |b|), mirrored where b < 0; 0 for 0 and 0.
kernel<'a' | 'b'>('Atan2', (graph, { a, b }) =>
  withTypes(graph, [a, b], { takes: 'float32' }, (y, x) => atan2(graph, y, x)),
);

function atan2(graph: Graph, a: Value, b: Value): Value {
  const zero = scalar(graph, 0);
  const ratio = arithmetic(graph, 'Div', a, unary(graph, 'Abs', b));
  const none = binary(graph, 'Equal', a, zero, 'bool');
  const near = unary(graph, 'Atan', pointwise(graph, 'Where', [none, zero, ratio], ratio));
  const below = binary(graph, 'Less', a, zero, 'bool');
  const half = pointwise(graph, 'Where', [below, scalar(graph, -Math.PI), scalar(graph, Math.PI)], {
    shape: a.shape,
    dtype: a.dtype,
  });
  const behind = binary(graph, 'Less', b, zero, 'bool');
  return pointwise(graph, 'Where', [behind, binary(graph, 'Sub', half, near), near], near);
}

function remainder(graph: Graph, a: Value, b: Value): Value {
  const { shape } = arithmetic(graph, 'Add', a, b);
  return pointwise(graph, 'Mod', [a, b], { shape, dtype: a.dtype }, { fmod: 1 });
}

/** An integer division, 0 where the divisor is 0. Dividing by 0, or −2³¹ by −1, would crash the process. */
function wholly(graph: Graph, a: Value, b: Value, divide: (a: Value, b: Value) => Value): Value {
  const [dividend, divisor] = [cast(graph, a, 'int64'), cast(graph, b, 'int64')];
  if (b.scalar !== undefined && b.scalar !== 0) return cast(graph, divide(dividend, divisor), 'int32');
  const zero = scalar(graph, 0, 'int64');
  const none = binary(graph, 'Equal', divisor, zero, 'bool');
  const safe = pointwise(graph, 'Where', [none, scalar(graph, 1, 'int64'), divisor], divisor);
  const quotient = divide(dividend, safe);
  return cast(graph, pointwise(graph, 'Where', [none, zero, quotient], quotient), 'int32');
}
