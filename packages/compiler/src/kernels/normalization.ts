import type { FusedBatchNormAttrs } from '@tensorflow/tfjs-core';

import type { Value } from '../graph/value.ts';
import { arithmetic, scalar } from './arithmetic.ts';
import { unary } from './elementwise.ts';
import { kernel } from './kernel.ts';

type Parts = 'x' | 'mean' | 'variance' | 'scale' | 'offset';

// y = (x − mean) · scale / √(variance + ε) + offset
kernel<Parts, FusedBatchNormAttrs>('FusedBatchNorm', (graph, inputs, { varianceEpsilon }) => {
  const { x, mean, variance } = inputs;
  const scale: Value | undefined = inputs.scale;
  const offset: Value | undefined = inputs.offset;
  const deviation = unary(graph, 'Sqrt', arithmetic(graph, 'Add', variance, scalar(graph, varianceEpsilon)));
  const slope = arithmetic(graph, 'Div', scale ?? scalar(graph, 1), deviation);
  const scaled = arithmetic(graph, 'Mul', arithmetic(graph, 'Sub', x, mean), slope);
  return offset ? arithmetic(graph, 'Add', scaled, offset) : scaled;
});
