import { tensor, type Tensor, type Variable, variable, zeros } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { sizeOf } from '../size-of.ts';
import type { SlotAxis } from '../gradient-transform.ts';
import { whenSound } from './sound.ts';

/** What slots held, as plain data: the numbers of each, by its name. */
export type SavedSlots = Readonly<Record<string, Float32Array>>;

/** What a strategy's gradient transform keeps beside the parameters from step to step. */
export class Slots {
  readonly #axes: Readonly<Record<string, readonly SlotAxis[]>>;
  readonly #variables = new Map<string, Variable>();
  #saved: SavedSlots;

  /**
   * @param axes - The axes of each slot.
   * @param saved - What they held when the run was broken off.
   */
  constructor(axes: Readonly<Record<string, readonly SlotAxis[]>> = {}, saved: SavedSlots = {}) {
    this.#axes = axes;
    this.#saved = saved;
  }

  /**
   * The slots, made when they are first asked for: all zeros, or what was saved.
   *
   * @param lengths - How long each axis is.
   * @throws {@link ShapeError} when what was saved does not fit.
   */
  read(lengths: Readonly<Record<SlotAxis, number>>): Readonly<Record<string, Tensor>> {
    for (const [name, axes] of Object.entries(this.#axes)) {
      if (this.#variables.has(name)) continue;
      const shape = axes.map((axis) => lengths[axis]);
      this.#variables.set(name, variable(first(name, shape, this.#saved[name]), false));
    }
    this.#saved = {};
    return Object.fromEntries(this.#variables);
  }

  /**
   * Keeps what a gradient transform made of the slots.
   *
   * @param values - A tensor for every slot.
   * @param sound - Whether the step is made; undefined when it is in any case.
   * @throws {@link ShapeError} when one is missing.
   */
  assign(values: Readonly<Record<string, Tensor>>, sound?: Tensor): void {
    for (const [name, slot] of this.#variables) {
      const value = values[name];
      if (!value) throw new ShapeError(`training: the gradient transform must give a value for its slot ${name}.`);
      slot.assign(whenSound(sound, value, slot));
    }
  }

  /** What the slots hold, once it was written to the variables. */
  save(): SavedSlots {
    const held = [...this.#variables].map(([name, slot]) => [name, Float32Array.from(slot.dataSync())] as const);
    return { ...this.#saved, ...Object.fromEntries(held) };
  }

  /** Frees them. */
  dispose(): void {
    for (const slot of this.#variables.values()) slot.dispose();
  }
}

function first(name: string, shape: number[], saved: Float32Array | undefined): Tensor {
  if (!saved) return zeros(shape);
  const size = sizeOf({ shape });
  if (saved.length !== size) {
    throw new ShapeError(`training: the slot ${name} must hold ${size} numbers, the saved one has ${saved.length}.`);
  }
  return tensor(saved, shape);
}
