import { DataError } from '../errors.ts';
import { withRegular } from './read-regular.ts';
import { readSafetensors, type TensorValues } from './safetensors.ts';

const largest = 2 ** 34;

/**
 * The tensors of a file in the safetensors format, of the types F32 and I32, by their names.
 *
 * @param file - The file.
 * @throws {@link DataError} when it is not there, is not of the format, or has a tensor of another type.
 * @see https://github.com/huggingface/safetensors#format
 */
export function readTensors(file: string): Readonly<Record<string, TensorValues>> {
  try {
    const read = withRegular(file, largest, readSafetensors);
    if (read) return read.tensors;
  } catch (error) {
    if (error instanceof DataError) throw new DataError(`readTensors: ${file}: ${error.message}.`, { cause: error });
    throw error;
  }
  throw new DataError(`readTensors: ${file}: there is no such file.`);
}
