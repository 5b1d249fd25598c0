import type { LRNAttrs } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { arithmetic, binary, scalar } from './arithmetic.ts';
import { kernel } from './kernel.ts';

// y = x · norm^−β with norm = bias + α · Σ of x² over the channels at most `depthRadius` away
kernel<'x', LRNAttrs>('LRN', (graph, { x }, attrs) =>
  arithmetic(graph, 'Mul', x, binary(graph, 'Pow', norm(graph, x, attrs), scalar(graph, -attrs.beta))),
);

// dx = dy · norm^−β − 2 α β x · Σ of (dy · y / norm) over the same channels
kernel<'x' | 'y' | 'dy', LRNAttrs>('LRNGrad', (graph, { x, y, dy }, attrs) => {
  const { alpha, beta } = attrs;
  const scale = norm(graph, x, attrs);
  const direct = arithmetic(graph, 'Mul', dy, binary(graph, 'Pow', scale, scalar(graph, -beta)));
  const shares = arithmetic(graph, 'Div', arithmetic(graph, 'Mul', dy, y), scale);
  const around = arithmetic(graph, 'Mul', neighbours(graph, shares, attrs), scalar(graph, 2 * alpha * beta));
  return arithmetic(graph, 'Sub', direct, arithmetic(graph, 'Mul', x, around));
});

function norm(graph: Graph, x: Value, attrs: LRNAttrs): Value {
  const sum = neighbours(graph, arithmetic(graph, 'Mul', x, x), attrs);
  const scaled = arithmetic(graph, 'Mul', sum, scalar(graph, attrs.alpha));
  return arithmetic(graph, 'Add', scaled, scalar(graph, attrs.bias));
}

/** The sum over the neighbouring channels: a product with a band of ones. */
function neighbours(graph: Graph, x: Value, { depthRadius }: LRNAttrs): Value {
  const channels = x.shape.at(-1) ?? 1;
  const band = Float32Array.from({ length: channels ** 2 }, (_, index) =>
    Number(Math.abs(Math.floor(index / channels) - (index % channels)) <= depthRadius),
  );
  return graph.op('MatMul', [x, graph.constant(band, [channels, channels], 'float32')], x);
}
