import type { FusedBatchNormAttrs } from '@tensorflow/tfjs-core';

import { arithmetic, scalar } from './arithmetic.ts';
import { unary } from './elementwise.ts';
import { kernel } from './kernel.ts';

// y = (x − mean) · scale / √(variance + ε) + offset
kernel<'x' | 'mean' | 'variance', FusedBatchNormAttrs, 'scale' | 'offset'>(
  'FusedBatchNorm',
  (graph, inputs, { varianceEpsilon }) => {
    const { x, mean, variance, scale, offset } = inputs;
    const deviation = unary(graph, 'Sqrt', arithmetic(graph, 'Add', variance, scalar(graph, varianceEpsilon)));
    const slope = arithmetic(graph, 'Div', scale ?? scalar(graph, 1), deviation);
    const scaled = arithmetic(graph, 'Mul', arithmetic(graph, 'Sub', x, mean), slope);
    return offset ? arithmetic(graph, 'Add', scaled, offset) : scaled;
  },
);
