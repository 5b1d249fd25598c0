import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** With respect to which parameters a gradient is taken, and at which point. */
export interface GradientOptions {
  /**
   * The shared parameters, or all of them.
   *
   * @defaultValue 'shared'
   */
  readonly over?: 'shared' | 'all';
  /**
   * All parameters, flattened. At other points than the current parameters dropout is off, so that differences between points
   * are not noise.
   *
   * @defaultValue the current parameters
   */
  readonly at?: Tensor1D;
}

/** A batch of a gradient transform; only what is called is computed. */
export interface TransformBatch {
  /**
   * The loss of each task.
   *
   * @param at - All parameters, flattened; the current ones when left out.
   */
  losses(at?: Tensor1D): Tensor1D;
  /**
   * Σ wᵢ∇Lᵢ, by one backward pass.
   *
   * @param weights - wᵢ, one for each task.
   * @param options - With respect to which parameters, and at which point.
   */
  gradient(weights: Tensor1D, options?: GradientOptions): Tensor1D;
  /**
   * The Jacobian: ∇Lᵢ of each task, tasks × parameters. A row of zeros for a task without labels in the batch.
   *
   * @param options - With respect to which parameters, and at which point.
   */
  jacobian(options?: GradientOptions): Tensor2D;
}

/** The result of {@link TransformStep.weigh}. */
export interface TransformWeights {
  /** One weight per task, priorities included; 0 for an absent task. */
  readonly weights: Tensor1D;
  /** The same for the losses of the second batch: the `secondaryWeights` of the strategy, or 0. */
  readonly secondaryWeights: Tensor1D;
}

/** One tensor of the parameters. */
export interface ParameterTensor {
  /** How many numbers it has. */
  readonly size: number;
  /** Whether several tasks share it. */
  readonly shared: boolean;
}

/** A training step of a gradient transform, while it is traced. */
export interface TransformStep {
  /** The step's own batch. */
  readonly batch: TransformBatch;
  /** The other batches of the step: {@link GradientTransform.batchesPerStep} − 1 of them. */
  readonly extraBatches: readonly TransformBatch[];
  /** 1 for each task that every batch of the step has labels for, 0 for the others. */
  readonly present: Tensor1D;
  /** All parameters of the model, flattened. */
  readonly parameters: Tensor1D;
  /** The tensors that {@link TransformStep.parameters} consists of, in their order: layer by layer, heads included. */
  readonly tensors: readonly ParameterTensor[];
  /** The learning rate of the step, as its schedule says. */
  readonly learningRate: Scalar | number;
  /** The values of {@link GradientTransform.slots}, by name. */
  readonly slots: Readonly<Record<string, Tensor>>;
  /** Calls the strategy's `current`: one number per task. */
  readonly current: () => Tensor1D;
  /**
   * Calls the strategy's `weigh`, once per step. It receives the losses, and the given measurements by name (one number per
   * task, or tasks × tasks), in each case for the present tasks.
   */
  readonly weigh: (measured?: Readonly<Record<string, Tensor>>) => TransformWeights;
  /** Random numbers of a shape, uniform in [0, 1), different in every step. */
  readonly random: (shape: readonly number[]) => Tensor;
}

/** The result of a gradient transform. With neither `direction` nor `update` the direction is Σ wᵢ∇Lᵢ. */
export interface TransformResult {
  /** The direction, a gradient for the optimizer. */
  readonly direction?: Tensor1D;
  /**
   * What {@link TransformResult.direction} is over: the shared parameters, or all.
   *
   * @defaultValue 'shared'
   */
  readonly over?: 'shared' | 'all';
  /** The update of the shared parameters, θ ← θ − η · update, for gradient transforms that replace the optimizer. */
  readonly update?: Tensor1D;
  /** The new value of every slot. */
  readonly slots?: Readonly<Record<string, Tensor>>;
}

/** An axis of a slot: one entry per task, or one per shared parameter. */
export type SlotAxis = 'tasks' | 'parameters';

/**
 * The traced part of a strategy that needs more than one weight per task: it works on every entry of the gradients, on several
 * batches, or on losses at other parameters. It is written with the functional ops of TensorFlow.js and traced into the
 * training step. Its slots start at 0, and the entries of an absent task must not change.
 */
export interface GradientTransform {
  /**
   * The number of independent batches per step: each follows its own random order of the training split, so that the number of
   * steps per epoch does not change.
   *
   * @defaultValue 1
   */
  readonly batchesPerStep?: number;
  /**
   * State variables beside the parameters, by name: the axes of each.
   *
   * @defaultValue nothing
   */
  readonly slots?: Readonly<Record<string, readonly SlotAxis[]>>;
  /**
   * Computes the direction of a step.
   *
   * @param step - The step.
   */
  apply(step: TransformStep): TransformResult;
}
