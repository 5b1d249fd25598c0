import type { Conv2DAttrs, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { override } from './override.ts';

type Attrs = Pick<Conv2DAttrs, 'strides' | 'pad' | 'dilations' | 'dimRoundingMode'>;

const kernels: readonly (readonly [name: string, isDepthwise: boolean])[] = [
  ['Conv2D', false],
  ['FusedConv2D', false],
  ['DepthwiseConv2dNative', true],
  ['FusedDepthwiseConv2D', true],
];

/**
 * Replaces the padding `same` of convolutions by explicit padding. The backend computes it by itself, and wrongly where the
 * stride is longer than the filter.
 */
export function overrideSamePadding(): void {
  for (const [name, isDepthwise] of kernels) {
    override<'x' | 'filter', Attrs>(name, ({ inputs: { x, filter }, attrs, stock }) => {
      if (attrs.pad !== 'same') return stock();
      const shapes = [x.shape, filter.shape] as [Tensor4D['shape'], Tensor4D['shape']];
      const { strides, dilations, pad, dimRoundingMode } = attrs;
      const { padInfo } = tf.backend_util.computeConv2DInfo(
        ...shapes,
        strides,
        dilations,
        pad,
        dimRoundingMode,
        isDepthwise,
      );
      const { top, bottom, left, right } = padInfo;
      return stock({
        ...attrs,
        pad: [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ],
      });
    });
  }
}
