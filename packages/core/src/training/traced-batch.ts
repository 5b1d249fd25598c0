import { stack, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

import type { GradientOptions, TransformBatch } from '../gradient-transform.ts';
import { checkKnownOptions } from '../known-options.ts';
import { type Forward, recordForward, type Weights } from './forward.ts';
import { flatten, rows, unstack } from './task-gradients.ts';
import type { BatchTensors } from './task-losses.ts';

/** A batch while a step is traced: a forward pass for each place that losses or gradients are asked for at. */
export class TracedBatch implements TransformBatch {
  readonly #weights: Weights;
  readonly #batch: BatchTensors;
  readonly #forwards = new Map<Tensor1D | undefined, Forward>();
  #shared: Tensor2D | undefined;

  /**
   * @param weights - The model.
   * @param batch - The batch.
   */
  constructor(weights: Weights, batch: BatchTensors) {
    this.#weights = weights;
    this.#batch = batch;
  }

  /**
   * The forward pass at a place.
   *
   * @param vector - All parameters in a row; those of the model when left out.
   */
  forward(vector?: Tensor1D): Forward {
    const known = this.#forwards.get(vector);
    if (known) return known;
    const forward = recordForward(this.#weights, this.#batch, vector);
    this.#forwards.set(vector, forward);
    return forward;
  }

  losses(vector?: Tensor1D): Tensor1D {
    return stack([...this.forward(vector).losses]) as Tensor1D;
  }

  gradient(weights: Tensor1D, options: GradientOptions = {}): Tensor1D {
    const { over, at: vector } = known('gradient', options);
    const forward = this.forward(vector);
    const targets = targetsOf(forward, over);
    return flatten(forward.tape.vjp(forward.losses, targets, unstack(weights)), targets);
  }

  jacobian(options: GradientOptions = {}): Tensor2D {
    const { over, at: vector } = known('jacobian', options);
    if (over !== 'all' && !vector) return (this.#shared ??= this.#rows());
    return this.#rows(over, vector);
  }

  /** The gradients over the shared parameters of the model, if they were asked for. */
  get knownJacobian(): Tensor2D | undefined {
    return this.#shared;
  }

  /** Frees what the gradients needed. */
  dispose(): void {
    for (const { tape } of this.#forwards.values()) tape.dispose();
  }

  #rows(over?: GradientOptions['over'], vector?: Tensor1D): Tensor2D {
    const forward = this.forward(vector);
    return rows(forward, targetsOf(forward, over));
  }
}

function targetsOf(forward: Forward, over: GradientOptions['over'] = 'shared'): Forward['parameters'] {
  if (over === 'all') return forward.parameters;
  return forward.parameters.filter((_, index) => forward.partition.shared[index]);
}

function known(owner: string, options: GradientOptions): GradientOptions {
  checkKnownOptions<GradientOptions>(owner, options, { over: true, at: true });
  return options;
}
