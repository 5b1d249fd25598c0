import '../tfjs-gradients.ts';

import type { GradConfig } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { gatherGradient } from './batched-gather.ts';
import { summedOverBroadcast } from './broadcast.ts';
import { cumsumGradient } from './cumsum.ts';
import { dilatedConvolutionGradient } from './dilated-convolution.ts';
import { floorDivGradient } from './floor-div.ts';
import type { Correction } from './gradient.ts';
import { mirrorPadGradient } from './mirror-pad.ts';
import { ofParts } from './parts.ts';
import { averagePoolGradient, maxPool3dGradient } from './pooling.ts';
import { prodGradient } from './prod.ts';
import { bilinearGradient, nearestGradient } from './resizing.ts';
import { secondConvolutionGradients } from './second-convolution.ts';
import { segmentSumGradient } from './segment-sum.ts';
import { secondEluGradient, secondLinearGradients } from './second-linear.ts';
import { tileGradient } from './tile.ts';

/** The gradients of TensorFlow.js that are wrong, or missing for some inputs, by kernel. */
const corrections: Readonly<Record<string, Correction>> = {
  ...secondConvolutionGradients,
  ...secondLinearGradients,
  [tf.BatchMatMul]: { gradient: summedOverBroadcast(tf.BatchMatMul) },
  [tf.Conv2D]: { gradient: dilatedConvolutionGradient(tf.Conv2D) },
  [tf.Conv3D]: { gradient: dilatedConvolutionGradient(tf.Conv3D) },
  [tf.Cumsum]: { gradient: cumsumGradient },
  [tf.DepthwiseConv2dNative]: { gradient: dilatedConvolutionGradient(tf.DepthwiseConv2dNative) },
  [tf.EluGrad]: secondEluGradient,
  [tf.FloorDiv]: { gradient: floorDivGradient },
  [tf.GatherV2]: { gradient: gatherGradient },
  [tf.Maximum]: { gradient: summedOverBroadcast(tf.Maximum) },
  [tf.Minimum]: { gradient: summedOverBroadcast(tf.Minimum) },
  [tf.MirrorPad]: { gradient: mirrorPadGradient },
  [tf.Prod]: { gradient: prodGradient },
  [tf.SplitV]: { gradient: ofParts('x', (parts, axis) => tf.concat([...parts], axis)) },
  [tf.SquaredDifference]: { gradient: summedOverBroadcast(tf.SquaredDifference) },
  [tf.Tile]: { gradient: tileGradient },
  [tf.Unpack]: { gradient: ofParts('value', (parts, axis) => tf.stack([...parts], axis)) },
  [tf.UnsortedSegmentSum]: { gradient: segmentSumGradient },
};

/** Gradients that are right in compiled graphs, whose kernels are our own, and wrong in the backends of TensorFlow.js. */
const eagerCorrections: Readonly<Record<string, Correction>> = {
  [tf.AvgPool]: { gradient: averagePoolGradient },
  [tf.AvgPool3D]: { gradient: averagePoolGradient },
  [tf.MaxPool3D]: { gradient: maxPool3dGradient },
  [tf.ResizeBilinear]: { gradient: bilinearGradient },
  [tf.ResizeNearestNeighbor]: { gradient: nearestGradient },
};

/** What runs a function: a trace, or TensorFlow.js op by op. */
export type Run = 'traced' | 'eager';

const kernels = Object.keys({ ...corrections, ...eagerCorrections });

/** The gradients of TensorFlow.js itself for these kernels; several, where a package brings a copy of it along. */
const originals = new Map(kernels.map((kernel) => [kernel, new Set([known(kernel)])]));

/**
 * Loads a package of TensorFlow.js, which may register the gradients of TensorFlow.js once more.
 *
 * @param load - Loads it.
 */
export async function keepingOriginalGradients<Result>(load: () => Promise<Result>): Promise<Result> {
  const before = kernels.map(known);
  const result = await load();
  kernels.forEach((kernel, index) => {
    if (known(kernel) !== before[index]) originals.get(kernel)?.add(known(kernel));
  });
  return result;
}

/**
 * Runs a function with right gradients in place of those of TensorFlow.js that are wrong or missing. A gradient that somebody else
 * registered stays.
 *
 * @param how - How the function is run.
 * @param run - The function.
 */
export function withCorrectedGradients<Result>(how: Run, run: () => Result): Result {
  const all = how === 'eager' ? { ...corrections, ...eagerCorrections } : corrections;
  const replaced = Object.entries(all)
    .map(([kernel, correction]) => ({ kernel, correction, original: known(kernel) }))
    .filter(({ kernel, original }) => originals.get(kernel)?.has(original));
  for (const { kernel, correction, original } of replaced) register(kernel, corrected(kernel, original, correction));
  try {
    return run();
  } finally {
    for (const { kernel, original } of replaced) register(kernel, original);
  }
}

function corrected(kernelName: string, original: GradConfig | undefined, { gradient, inputs }: Correction): GradConfig {
  const gradFunc = gradient as unknown as GradConfig['gradFunc'];
  if (inputs) return { kernelName, inputsToSave: [...inputs], gradFunc };
  return { ...original, kernelName, gradFunc };
}

function register(kernel: string, config: GradConfig | undefined): void {
  if (known(kernel)) tf.unregisterGradient(kernel);
  if (config) tf.registerGradient(config);
}

function known(kernel: string): GradConfig | undefined {
  return tf.getGradient(kernel);
}
