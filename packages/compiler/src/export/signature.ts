import type { Tensor } from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import type { DataType } from '../host-tensor.ts';
import type { TextNumbers } from './texts.ts';

/** The arguments and results of an exported function: tensors by their names in the file. */
export type ExportedFunction<Name extends string> = (
  inputs: Readonly<Record<Name, Tensor>>,
) => Readonly<Record<string, Tensor>>;

/** An input of an exported function. */
export interface InputSignature {
  /** Length of each axis, or the name of a dynamic one, as in `['batch', 28, 28, 1]`. */
  readonly shape: readonly (number | string)[];
  /**
   * Its element type.
   *
   * @defaultValue 'float32'
   */
  readonly dtype?: DataType;
  /**
   * For an input of texts: the number of each text.
   *
   * @defaultValue the file takes numbers
   */
  readonly texts?: TextNumbers;
}

/** The signature of an exported function, and the description in its file. */
export interface OnnxSignature<Name extends string = string> {
  /** The function's inputs. At most one axis may be dynamic, in any number of inputs. */
  readonly inputs: Readonly<Record<Name, InputSignature>>;
  /**
   * The outputs that the file gives as texts where the function gives indices: the text of each index, by the name of the output.
   *
   * @defaultValue the file gives numbers
   */
  readonly texts?: Readonly<Record<string, readonly string[]>>;
  /**
   * The graph's name.
   *
   * @defaultValue 'equipoise'
   */
  readonly name?: string;
  /** What the model is, in prose. */
  readonly description?: string;
  /** The model's own version, an integer. */
  readonly version?: number;
  /** Further metadata of the file, by keys of your own. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The dynamic axis.
 *
 * @param signature - What the file is to say.
 * @throws {@link CompileError} when a length, a name or the version is out of range, or when there are two such axes.
 */
export function anyLength({ inputs, version = 0 }: OnnxSignature): string | undefined {
  if (!Number.isSafeInteger(version)) {
    throw new CompileError(`exportOnnx: option \`version\` must be a whole number, received ${version}.`);
  }
  const names = new Set<string>();
  for (const [input, { shape }] of Object.entries<InputSignature>(inputs)) {
    for (const length of shape) {
      if (typeof length === 'string' && length !== '') names.add(length);
      else if (!(Number.isSafeInteger(length) && Number(length) >= 0)) {
        throw new CompileError(
          `exportOnnx: a length of the input ${input} must be a whole number or a name, received [${shape.join()}].`,
        );
      }
    }
  }
  if (names.size > 1) {
    throw new CompileError(`exportOnnx: one axis may be of any length, received ${[...names].join(' and ')}.`);
  }
  return [...names][0];
}
