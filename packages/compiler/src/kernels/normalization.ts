import type { FusedBatchNormAttrs } from '@tensorflow/tfjs-core';

import { sameShape } from '../graph/value.ts';
import { arithmetic, scalar } from './arithmetic.ts';
import { beforeChannelsLast, channelsLast } from './channels.ts';
import { unary } from './elementwise.ts';
import { kernel } from './kernel.ts';

// y = (x − mean) · scale / √(variance + ε) + offset
kernel<'x' | 'mean' | 'variance', FusedBatchNormAttrs, 'scale' | 'offset'>(
  'FusedBatchNorm',
  (graph, inputs, { varianceEpsilon }) => {
    const { x, mean, variance, scale, offset } = inputs;
    const channels = [x.shape.at(-1) ?? 1];
    const images = x.shape.length === 2 ? x : beforeChannelsLast(x);
    const given = [mean, variance, scale, offset];
    if (images && given.every((value) => value === undefined || sameShape(value.shape, channels))) {
      const operands = [
        scale ?? graph.scalarConstant(1, channels, x.dtype),
        offset ?? graph.scalarConstant(0, channels, x.dtype),
      ];
      const attributes = { epsilon: { float: varianceEpsilon } };
      const y = graph.op('BatchNormalization', [images, ...operands, mean, variance], images, attributes);
      return images === x ? y : channelsLast(graph, y);
    }
    const deviation = unary(graph, 'Sqrt', arithmetic(graph, 'Add', variance, scalar(graph, varianceEpsilon)));
    const slope = arithmetic(graph, 'Div', scale ?? scalar(graph, 1), deviation);
    const scaled = arithmetic(graph, 'Mul', arithmetic(graph, 'Sub', x, mean), slope);
    return offset ? arithmetic(graph, 'Add', scaled, offset) : scaled;
  },
);
