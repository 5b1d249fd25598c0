import { clone, keep, type Tensor } from '@tensorflow/tfjs-core';

import { InvalidOptionError, ShapeError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import type { Run, WeightRef } from '../layers/layer.ts';
import type { Encoder } from './encoder.ts';

/** The part of a weight of `@tensorflow/tfjs-layers` that is needed here; its version is pinned. */
interface LayerVariable {
  /** `dense_1/kernel`; `name` has a number behind it that counts over the process. */
  readonly originalName: string;
  readonly shape: readonly (number | null)[];
  val: Tensor;
  write(value: Tensor): unknown;
}

/** A model of `@tensorflow/tfjs-layers` with one input and one output: `tf.sequential(…)` or `tf.model(…)`. */
export interface TfLayersModel {
  /** Its name. */
  readonly name: string;
  /** Its inputs. */
  readonly inputs: readonly { readonly shape: readonly (number | null)[] }[];
  /** Its outputs. */
  readonly outputs: readonly { readonly shape: readonly (number | null)[] }[];
  /** All its weights. */
  readonly weights: readonly unknown[];
  /** Those that training moves. */
  readonly trainableWeights: readonly unknown[];
  /**
   * Computes the model.
   *
   * @param input - The batch.
   * @param options - Whether it is being trained.
   */
  apply(input: never, options?: Record<string, unknown>): unknown;
  /**
   * The layers as plain data.
   *
   * @param unused - Not used.
   * @param asText - Whether text is wanted.
   */
  toJSON(unused?: unknown, asText?: boolean): unknown;
}

/**
 * A model of `@tensorflow/tfjs-layers` as an encoder: its weights, as they are now, become weights of the multi-task model; moving
 * averages of batch normalization are buffers. The layers' own copy of the weights is not changed.
 *
 * To load a saved model with it, give `loadModel` a factory: `{ encoders: { 'tf-layers': () => fromTfLayers(model) } }`.
 *
 * @param model - The model, with one input and one output.
 * @throws {@link InvalidOptionError} when it is no such model.
 */
export function fromTfLayers(model: TfLayersModel): Encoder {
  if (!isRecord(model) || typeof model.apply !== 'function' || !Array.isArray(model.weights)) {
    throw new InvalidOptionError('fromTfLayers', 'model', 'a model of tf.layers', model);
  }
  const { inputs, outputs, trainableWeights, name } = model;
  if (inputs.length !== 1 || outputs.length !== 1) {
    const received = `${inputs.length} and ${outputs.length}`;
    throw new InvalidOptionError('fromTfLayers', 'model', 'one with one input and one output', received);
  }
  const variables = model.weights as readonly LayerVariable[];
  return {
    config: { kind: 'layer', name: 'tf-layers', options: { model: model.toJSON(undefined, false) } },
    build(input, scope) {
      requireShape(name, inputs[0]?.shape ?? [], input.shape);
      const refs = variables.map((variable): readonly [LayerVariable, WeightRef] => {
        const values = Float32Array.from(variable.val.dataSync());
        const trainable = trainableWeights.includes(variable);
        const [last = 'weight', ...parents] = variable.originalName.split('/').reverse();
        const place = parents.reduceRight((inner, parent) => inner.child(parent), scope);
        return [variable, place.weight(last, variable.val.shape, () => values, { trainable })];
      });
      const shape = (outputs[0]?.shape ?? []).slice(1).map((length) => length ?? 0);
      return {
        output: { shape, dtype: 'float32' },
        call: (x, run) => withWeights(refs, run, () => model.apply(x as never, { training: run.training }) as Tensor),
      };
    },
  };
}

/** Runs a function while the layers read their weights from a forward pass, and write their moving averages to it. */
function withWeights<Result>(
  refs: readonly (readonly [LayerVariable, WeightRef])[],
  run: Run,
  compute: () => Result,
): Result {
  const before = refs.map(([variable]) => variable.val);
  const written = new Map<WeightRef, Tensor>();
  for (const [variable, ref] of refs) {
    variable.val = run.weight(ref);
    variable.write = (value) => {
      if (run.training && !ref.trainable) written.set(ref, keep(value)); // A layer disposes of what it has computed.
      return variable;
    };
  }
  try {
    const result = compute();
    for (const [ref, value] of written) run.assign(ref, clone(value));
    return result;
  } finally {
    for (const value of written.values()) value.dispose();
    for (const [index, [variable]] of refs.entries()) {
      variable.val = before[index] ?? variable.val;
      Reflect.deleteProperty(variable, 'write'); // The method of its class is visible again.
    }
  }
}

function requireShape(name: string, expected: readonly (number | null)[], received: readonly number[]): void {
  const wanted = expected.slice(1);
  const fits =
    wanted.length === received.length && wanted.every((length, axis) => length === null || length === received[axis]);
  if (fits) return;
  throw new ShapeError(`${name}: the input must have the shape [${wanted.join()}], has [${received.join()}].`);
}
