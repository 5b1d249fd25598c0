import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { randomNormal, randomUniform } from '../random-numbers.ts';

/** The part of a noise layer of `@tensorflow/tfjs-layers` that is needed here; its version is pinned. */
interface NoiseLayer {
  readonly stddev?: number;
  readonly rate?: number;
  readonly noiseShape?: readonly number[];
  invokeCallHook(inputs: unknown, options: unknown): void;
}

type Call = (this: NoiseLayer, inputs: Tensor | Tensor[], options: { readonly training?: unknown }) => unknown;

/** What a layer makes of its input in training. */
type Noise = (x: Tensor, layer: NoiseLayer) => Tensor;

/** What the layers that add or multiply by noise compute in training, by the names of their classes. */
const noises: Readonly<Record<string, Noise>> = {
  GaussianNoise: (x, { stddev = 0 }) => tf.add(x, tf.mul(randomNormal(x.shape), stddev)),
  GaussianDropout: (x, { rate = 0 }) =>
    tf.mul(x, tf.add(tf.mul(randomNormal(x.shape), Math.sqrt(rate / (1 - rate))), 1)),
  AlphaDropout: alphaDropout,
};

/** The least that a scaled exponential linear unit gives: −λα of Klambauer et al. */
const saturation = -1.0507009873554805 * 1.6732632423543772;

/**
 * Some numbers become the least that a scaled exponential linear unit gives, and all are moved so that mean and variance stay. With
 * TensorFlow.js itself they become its negative, and the mean does not stay.
 *
 * @see G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter. Self-Normalizing Neural Networks. NeurIPS 2017.
 *   https://arxiv.org/abs/1706.02515
 */
function alphaDropout(x: Tensor, { rate = 0, noiseShape = x.shape }: NoiseLayer): Tensor {
  const kept = tf.cast(tf.greaterEqual(randomUniform(noiseShape), rate), 'float32');
  const factor = 1 / Math.sqrt((1 - rate) * (1 + rate * saturation * saturation));
  const dropped = tf.add(tf.mul(x, kept), tf.mul(tf.sub(1, kept), saturation));
  return tf.add(tf.mul(dropped, factor), -factor * saturation * rate);
}

/**
 * Runs a function in which the layers `gaussianNoise`, `gaussianDropout` and `alphaDropout` draw new noise at each run of the compiled function, from
 * the source that its options name.
 *
 * @param run - The function.
 */
export function withNoiseLayers<Result>(run: () => Result): Result {
  const prototypes = Object.entries(noises).flatMap(([name, noise]) => {
    const prototype = registered(name);
    return prototype ? [{ prototype, noise, call: prototype.call }] : [];
  });
  for (const { prototype, noise, call } of prototypes) prototype.call = noisy(call, noise);
  try {
    return run();
  } finally {
    for (const { prototype, call } of prototypes) prototype.call = call;
  }
}

/** The call of a layer with its noise in training; at inference, and where there is nothing to drop, its own. */
function noisy(call: Call, noise: Noise): Call {
  return function (inputs, options) {
    const [x] = [inputs].flat();
    const drops = this.rate === undefined || (this.rate > 0 && this.rate < 1);
    if (!options.training || !drops || !x) return call.call(this, inputs, options);
    this.invokeCallHook(inputs, options);
    return tf.tidy(() => noise(x, this));
  };
}

/** The prototype of a layer's class, where `@tensorflow/tfjs-layers` is loaded. */
function registered(className: string): { call: Call } | undefined {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const [type] = (classNameMap[className] ?? []) as [{ readonly prototype: unknown }?];
  return type?.prototype as { call: Call } | undefined;
}
