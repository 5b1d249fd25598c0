import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** What gradients are taken over, and where. */
export interface GradientOptions {
  /**
   * The shared parameters, or all of them.
   *
   * @defaultValue 'shared'
   */
  readonly over?: 'shared' | 'all';
  /**
   * All parameters in a row; elsewhere than at the model's own nothing is dropped out, so that differences between places
   * are not noise.
   *
   * @defaultValue those of the model
   */
  readonly at?: Tensor1D;
}

/** A batch, as a gradient transform sees it: what is not asked for is not computed. */
export interface TransformBatch {
  /**
   * The loss of each task.
   *
   * @param at - All parameters in a row; those of the model when left out.
   */
  losses(at?: Tensor1D): Tensor1D;
  /**
   * Σ wᵢ∇Lᵢ, by one backward pass.
   *
   * @param weights - wᵢ, one for each task.
   * @param options - Over which parameters, and where.
   */
  gradient(weights: Tensor1D, options?: GradientOptions): Tensor1D;
  /**
   * ∇Lᵢ of each task in a row: tasks × numbers. A row of zeros for a task that the batch has no labels for.
   *
   * @param options - Over which parameters, and where.
   */
  jacobian(options?: GradientOptions): Tensor2D;
}

/** What a gradient transform's {@link TransformStep.weigh} gives. */
export interface TransformWeights {
  /** One weight for each task, priorities included; 0 for one that is not present. */
  readonly weights: Tensor1D;
  /** The same for the losses of the second batch: what the strategy answered as `secondaryWeights`, 0 if nothing. */
  readonly secondaryWeights: Tensor1D;
}

/** A training step, as a gradient transform sees it while it is traced. */
export interface TransformStep {
  /** The step's own batch. */
  readonly batch: TransformBatch;
  /** The batches that were drawn besides: {@link GradientTransform.batchesPerStep} of them, less one. */
  readonly extraBatches: readonly TransformBatch[];
  /** 1 for each task that every batch of the step has labels for, 0 for the others. */
  readonly present: Tensor1D;
  /** All parameters of the model in a row. */
  readonly parameters: Tensor1D;
  /** The learning rate of the run. */
  readonly learningRate: number;
  /** What the gradient transform keeps from step to step, by the names of {@link GradientTransform.slots}. */
  readonly slots: Readonly<Record<string, Tensor>>;
  /** Gives what the strategy's `current` answers: one number for each task. */
  readonly current: () => Tensor1D;
  /**
   * Asks the strategy's `weigh`, once. It is given the losses, and what was measured under the names given here (one number
   * a task, or tasks × tasks), in each case for the tasks that are present.
   */
  readonly weigh: (measured?: Readonly<Record<string, Tensor>>) => TransformWeights;
  /** Gives random numbers of a shape, uniform in [0, 1), others at every step. */
  readonly random: (shape: readonly number[]) => Tensor;
}

/** What a gradient transform makes of a step. Where it says neither `direction` nor `update`, the step goes along Σ wᵢ∇Lᵢ. */
export interface TransformResult {
  /** The direction, as long as the gradients are: over the shared parameters, or over all. Adam makes the step of it. */
  readonly direction?: Tensor1D;
  /** What the learning rate times is taken from the shared parameters, for gradient transforms that make Adam's step themselves. */
  readonly update?: Tensor1D;
  /** What is kept from now on, for every slot. */
  readonly slots?: Readonly<Record<string, Tensor>>;
}

/** An axis of a slot: one entry for each task, or one for each shared parameter. */
export type SlotAxis = 'tasks' | 'parameters';

/**
 * What a strategy makes of a step where one weight a task is not enough: it works on the gradients number by number, on
 * several batches, or on losses elsewhere. Written with the functional ops of TensorFlow.js and traced into the training
 * step. What it keeps is all zeros in the beginning, and a task that is not present must leave its part as it was.
 */
export interface GradientTransform {
  /**
   * How many batches of training examples a step has, drawn independently of each other: each follows an order of its own over
   * the training split, so that an epoch has as many steps as with one.
   *
   * @defaultValue 1
   */
  readonly batchesPerStep?: number;
  /**
   * What is kept beside the parameters from step to step: the axes of each.
   *
   * @defaultValue nothing
   */
  readonly slots?: Readonly<Record<string, readonly SlotAxis[]>>;
  /**
   * Makes a direction of a step.
   *
   * @param step - The step.
   */
  apply(step: TransformStep): TransformResult;
}
