import { randomUniform } from '@equipoise/compiler';
import { concat, mean, reshape, stack, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { EquipoiseError, ShapeError } from '../errors.ts';
import type { Run, WeightRef } from '../layers/layer.ts';

/** Labels of one task. */
export interface TaskLabels {
  /** The labels, example by example. */
  readonly values: Tensor;
}

/** Labels of a batch, by the name of the task. */
export type KnownLabels = Readonly<Record<string, TaskLabels>>;

/** One forward pass over weights that are tensors. */
export class ForwardRun implements Run {
  readonly training: boolean;
  /** What is minimised beside the losses of the tasks: scalars. */
  readonly penalties: Tensor[] = [];
  readonly #values: ReadonlyMap<WeightRef, Tensor>;
  readonly #labels: KnownLabels;
  readonly #assigned = new Map<WeightRef, readonly Tensor[]>();

  /**
   * @param values - The value of each weight.
   * @param training - Whether the model is being trained.
   * @param labels - The labels of the tasks of the batch, where they are known.
   */
  constructor(values: ReadonlyMap<WeightRef, Tensor>, training: boolean, labels: KnownLabels = {}) {
    this.#values = values;
    this.#labels = labels;
    this.training = training;
  }

  weight(ref: WeightRef): Tensor {
    const value = this.#values.get(ref);
    if (!value) throw new EquipoiseError(`model: the weight ${ref.path} belongs to another model.`);
    return value;
  }

  labels(task: string): Tensor | undefined {
    return Object.hasOwn(this.#labels, task) ? this.#labels[task]?.values : undefined;
  }

  assign(ref: WeightRef, value: Tensor): void {
    if (ref.trainable) throw new EquipoiseError(`model: the weight ${ref.path} is trained, a layer cannot assign it.`);
    if (value.shape.join() !== ref.shape.join()) {
      throw new ShapeError(
        `model: ${ref.path} has the shape [${ref.shape.join()}], was given [${value.shape.join()}].`,
      );
    }
    this.#assigned.set(ref, [...(this.#assigned.get(ref) ?? []), value]);
  }

  random(shape: readonly number[]): Tensor {
    return randomUniform([...shape]);
  }

  penalize(value: Tensor): void {
    this.penalties.push(value);
  }

  /**
   * The vector of buffers after the pass; undefined when no layer assigned one.
   *
   * @param buffers - All buffers, in order.
   */
  buffersAfter(buffers: readonly WeightRef[]): Tensor1D | undefined {
    if (this.#assigned.size === 0) return undefined;
    return concat(buffers.map((ref): Tensor1D => reshape(this.#after(ref), [ref.size])));
  }

  #after(ref: WeightRef): Tensor {
    const values = this.#assigned.get(ref) ?? [this.weight(ref)];
    return values.length === 1 ? at(values, 0) : mean(stack([...values]), 0);
  }
}
