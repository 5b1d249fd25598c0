import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';

import type { Configurable } from '../options/config.ts';

/** The shapes of weights, in the order in which a vector holds them. */
export type WeightShapes = readonly (readonly number[])[];

/** How many numbers a slot has: one for each parameter, one in all, or as many as the shapes of the weights say. */
export type SlotSize = 'parameters' | 'scalar' | ((shapes: WeightShapes) => number);

/** What an optimizer is given beside the gradient. */
export interface OptimizerStep {
  /** All parameters of the model, flattened. */
  readonly parameters: Tensor1D;
  /** The shape of each weight, in the order in which the vector holds them. */
  readonly shapes: WeightShapes;
  /** The learning rate of this step: a number, or one for each parameter. */
  readonly learningRate: Scalar | Tensor1D;
  /** The weight decay of each parameter, 0 for biases and scales; undefined when nothing decays. */
  readonly decay?: Tensor1D;
  /** What groups multiply the learning rate by, for each parameter where it differs; in {@link OptimizerStep.learningRate} already. */
  readonly rates?: Tensor1D;
  /** The optimizer's {@link Optimizer.scalars} for this step. */
  readonly scalars: Readonly<Record<string, Scalar>>;
}

/** What an optimizer answers. */
export interface OptimizerResult {
  /** What is added to the parameters. */
  readonly update: Tensor1D;
  /** The new value of every slot. */
  readonly slots: Readonly<Record<string, Tensor>>;
}

/**
 * A rule that makes updates of gradients: a pure function over the flat vector of parameters, written with the functional ops of
 * TensorFlow.js and traced into the training step.
 */
export interface Optimizer extends Configurable {
  /** State variables, by name. All start at 0. */
  readonly slots: Readonly<Record<string, SlotSize>>;
  /** The share of each decaying parameter that decay takes off, in the optimizer's own way; 0 for none. */
  readonly weightDecay: number;
  /**
   * Numbers of a step that do not depend on the gradient, such as Adam's bias corrections: computed in float64 outside the graph.
   *
   * @param step - The number of this step, from 1.
   * @param learningRate - Its learning rate, without what groups multiply it by.
   * @defaultValue none
   */
  scalars?(step: number, learningRate: number): Readonly<Record<string, number>>;
  /**
   * The update for a gradient.
   *
   * @param gradient - The gradient over all parameters, flattened; 0 for frozen ones.
   * @param slots - The values of {@link Optimizer.slots}.
   * @param at - Parameters, learning rate and decay.
   */
  update(gradient: Tensor1D, slots: Readonly<Record<string, Tensor>>, at: OptimizerStep): OptimizerResult;
}
