import type { HostTensor } from '@equipoise/compiler';
import {
  add,
  mul,
  type Scalar,
  slice,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tidy,
  variable,
  type Variable,
  zeros,
} from '@tensorflow/tfjs-core';

import { EquipoiseError, ShapeError } from '../errors.ts';
import type { Optimizer, WeightShapes } from '../optimizers/optimizer.ts';
import { slotLength } from '../optimizers/slot-length.ts';
import type { ParameterVectors } from './parameter-groups.ts';
import { alsoSound, whenSound } from './sound.ts';

/** What an optimizer keeps, as plain data: the numbers of each slot, by its name. */
export type SavedOptimizer = Readonly<Record<string, Float32Array>>;

/** One run of an optimizer: the holder of its slots, over the flat vector of parameters. */
export class OptimizerRun {
  readonly #optimizer: Optimizer;
  readonly #shapes: WeightShapes;
  readonly #vectors: ParameterVectors;
  readonly #slots: ReadonlyMap<string, Variable>;
  readonly #scalars: readonly string[];

  /**
   * @param optimizer - The rule.
   * @param shapes - The shape of each weight.
   * @param vectors - What differs between parameters.
   * @param saved - What the slots held when the run was interrupted; 0 when left out.
   * @throws {@link ShapeError} when what was saved does not fit.
   */
  constructor(optimizer: Optimizer, shapes: WeightShapes, vectors: ParameterVectors, saved?: SavedOptimizer) {
    this.#optimizer = optimizer;
    this.#shapes = shapes;
    this.#vectors = vectors;
    this.#scalars = Object.keys(optimizer.scalars?.(1, 0) ?? {});
    this.#slots = new Map(
      Object.entries(optimizer.slots).map(([name, size]) => {
        return [name, slotVariable(name, slotLength(size, shapes), saved?.[name], saved !== undefined)];
      }),
    );
  }

  /**
   * What a step needs of the host: its learning rate, and what the optimizer computes of the number of the step.
   *
   * @param step - The number of this step, from 1.
   * @param learningRate - Its learning rate.
   */
  factors(step: number, learningRate: number): HostTensor {
    const scalars = this.#optimizer.scalars?.(step, learningRate) ?? {};
    const values = [learningRate, ...this.#scalars.map((name) => scalars[name] ?? Number.NaN)];
    return { data: Float32Array.from(values), shape: [values.length] };
  }

  /**
   * The learning rate among the factors, while a step is traced.
   *
   * @param factors - What {@link OptimizerRun.factors} gave.
   */
  learningRate(factors: Tensor1D): Scalar {
    return slice(factors, [0], [1]) as unknown as Scalar;
  }

  /**
   * Makes a step, while it is traced.
   *
   * @param parameters - All parameters.
   * @param gradient - The gradient over all parameters.
   * @param factors - What {@link OptimizerRun.factors} gave.
   * @param sound - Whether to make the step; undefined when it is made in any case.
   * @returns Whether it is made: it is not where `sound` is given and a result is not finite.
   */
  update(parameters: Variable, gradient: Tensor1D, factors: Tensor1D, sound?: Tensor): Tensor | undefined {
    const { decay, trained } = this.#vectors;
    const rate = this.learningRate(factors);
    const rates = this.#vectors.rates && tensor1d(this.#vectors.rates);
    const scalars = this.#scalars.map((name, index) => [name, slice(factors, [index + 1], [1])]);
    const mask = trained && tensor1d(trained);
    const masked = mask ? mul<Tensor1D>(gradient, mask) : gradient;
    const { update, slots } = this.#optimizer.update(masked, Object.fromEntries(this.#slots), {
      parameters: parameters as unknown as Tensor1D,
      shapes: this.#shapes,
      learningRate: rates ? mul<Tensor1D>(rate, rates) : rate,
      scalars: Object.fromEntries(scalars) as Readonly<Record<string, Scalar>>,
      ...(rates && { rates }),
      ...(decay && { decay: tensor1d(decay) }),
    });
    const moved = mask ? mul<Tensor1D>(update, mask) : update;
    const kept = [...this.#slots].map(([name, slot]) => {
      const value = slots[name];
      if (!value) throw new EquipoiseError(`${this.#optimizer.config.name}: must give a value for its slot ${name}.`);
      return { slot, value };
    });
    const made = alsoSound(sound, [moved, ...kept.map(({ value }) => value)]);
    for (const { slot, value } of kept) slot.assign(whenSound(made, value, slot));
    parameters.assign(whenSound(made, add<Tensor1D>(parameters, moved), parameters));
    return made;
  }

  /**
   * A slot, once it was written to its variable.
   *
   * @param name - Its name.
   */
  slot(name: string): Float32Array | undefined {
    return this.#slots.get(name)?.dataSync<'float32'>();
  }

  /** What the slots hold, once they were written to their variables. */
  save(): SavedOptimizer {
    return Object.fromEntries([...this.#slots].map(([name, slot]) => [name, Float32Array.from(slot.dataSync())]));
  }

  /** Frees the slots. */
  dispose(): void {
    for (const slot of this.#slots.values()) slot.dispose();
  }
}

function slotVariable(name: string, length: number, saved: Float32Array | undefined, resumed: boolean): Variable {
  if (resumed && saved?.length !== length) {
    throw new ShapeError(
      `optimizer: the slot ${name} must hold ${length} numbers, the saved one has ${saved?.length ?? 0}.`,
    );
  }
  return tidy(() => variable(saved ? tensor1d(saved) : zeros([length]), false));
}
