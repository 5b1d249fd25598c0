import type { Tensor } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import type { Built, Layer, Run, Scope, TensorSpec } from './layer.ts';

/** What a layer is made of. */
export interface LayerDefinition {
  /** Its name: `dense`. */
  readonly name: string;
  /** Its options, complete, as plain data. */
  readonly options?: Readonly<Record<string, unknown>>;
  /**
   * Declares the weights.
   *
   * @param input - What one example of the input is.
   * @param scope - Where weights are declared.
   * @returns The shape of what it returns for one example, whether that is features of tokens, and the computation.
   */
  readonly build: (
    input: TensorSpec,
    scope: Scope,
  ) => {
    readonly shape: readonly number[];
    readonly perToken?: true | undefined;
    readonly call: (input: Tensor, run: Run) => Tensor;
  };
}

/**
 * A layer whose output is numbers.
 *
 * @param definition - What it is made of.
 */
export function defineLayer({ name, options = {}, build }: LayerDefinition): Layer {
  return {
    config: { kind: 'layer', name, options },
    build(input, scope): Built {
      const { shape, perToken, call } = build(input, scope);
      return { output: { shape, dtype: 'float32', ...(perToken && { perToken }) }, call };
    },
  };
}

/**
 * The last axis of a shape.
 *
 * @param owner - The layer that needs it.
 * @param spec - The shape.
 * @throws {@link ShapeError} when it has none.
 */
export function lastAxis(owner: string, { shape }: TensorSpec): number {
  const last = shape.at(-1);
  if (last === undefined) throw new ShapeError(`${owner}: the input must have an axis of features, has shape [].`);
  return last;
}

/**
 * Height, width and channels of an image.
 *
 * @param owner - The layer that needs them.
 * @param spec - The shape.
 * @throws {@link ShapeError} when it is something else.
 */
export function imageAxes(owner: string, { shape }: TensorSpec): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw new ShapeError(
      `${owner}: the input must be images (height × width × channels), has shape [${shape.join()}].`,
    );
  }
  return [height, width, channels];
}
