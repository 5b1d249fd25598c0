import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import { callSite } from './call-site.ts';

/**
 * The error of reading a tensor that was disposed of, with the line that does.
 *
 * @param tensor - The tensor.
 */
export function disposed(tensor: TensorInfo): CompileError {
  const what = tensor instanceof tf.Variable ? `the variable ${tensor.name}` : 'a tensor';
  return new CompileError(`compile: ${what} was read${callSite()} after it was disposed of.`);
}
