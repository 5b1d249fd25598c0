import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import type { Correction } from './gradient.ts';

/** The three kernels of a convolution: itself, and its gradients by its input and by its filter. */
interface Convolution {
  readonly forward: string;
  readonly byInput: string;
  readonly byFilter: string;
  /** Attributes of the first kernel that the others lack. */
  readonly ownAttributes: NamedAttrMap;
}

const convolutions: readonly Convolution[] = [
  {
    forward: tf.Conv2D,
    byInput: tf.Conv2DBackpropInput,
    byFilter: tf.Conv2DBackpropFilter,
    ownAttributes: { dilations: [1, 1] },
  },
  {
    forward: tf.DepthwiseConv2dNative,
    byInput: tf.DepthwiseConv2dNativeBackpropInput,
    byFilter: tf.DepthwiseConv2dNativeBackpropFilter,
    ownAttributes: {},
  },
  {
    forward: tf.Conv3D,
    byInput: tf.Conv3DBackpropInputV2,
    byFilter: tf.Conv3DBackpropFilterV2,
    ownAttributes: { dilations: [1, 1, 1], dataFormat: 'NDHWC' },
  },
];

/**
 * The gradients of the gradients of convolutions, most of which TensorFlow.js lacks. A convolution is linear in its input and in its
 * filter, so each of them is one of its three kernels again.
 */
export const secondConvolutionGradients: Readonly<Record<string, Correction>> = Object.fromEntries(
  convolutions.flatMap((convolution) => [
    [convolution.byInput, gradientOfInputGradient(convolution)],
    [convolution.byFilter, gradientOfFilterGradient(convolution)],
  ]),
);

function gradientOfInputGradient({ forward, byFilter, ownAttributes }: Convolution): Correction {
  return {
    inputs: ['dy', 'filter'],
    gradient: (ddx, saved, attributes) => {
      const [dy, filter] = saved as [Tensor, Tensor];
      return {
        dy: () => run(forward, { x: ddx, filter }, { ...ownAttributes, ...attributes }),
        filter: () => run(byFilter, { x: ddx, dy }, { ...attributes, filterShape: filter.shape }),
      };
    },
  };
}

function gradientOfFilterGradient({ forward, byInput, ownAttributes }: Convolution): Correction {
  return {
    inputs: ['x', 'dy'],
    gradient: (ddFilter, saved, attributes) => {
      const [x, dy] = saved as [Tensor, Tensor];
      return {
        x: () => run(byInput, { dy, filter: ddFilter }, { ...attributes, inputShape: x.shape }),
        dy: () => run(forward, { x, filter: ddFilter }, { ...ownAttributes, ...attributes }),
      };
    },
  };
}

function run(kernel: string, inputs: Readonly<Record<string, Tensor>>, attributes: NamedAttrMap): Tensor {
  return tf.engine().runKernel(kernel, inputs, attributes);
}
