import { hostCallback } from '@equipoise/compiler';
import { matMul, reshape, stack, type Tensor1D, tensor1d, type Tensor2D } from '@tensorflow/tfjs-core';

import { EquipoiseError } from '../errors.ts';
import type { Forward } from './forward.ts';
import type { HostBalancer } from './host-balancer.ts';
import { flatten, gramian } from './task-gradients.ts';

/**
 * The direction of a step whose objectives are the examples of its batch, Σ wᵢ ∇cᵢ over all parameters, while it is traced: a backward pass for each example.
 *
 * @param forward - The forward pass.
 * @param host - Asks the strategy for wᵢ.
 */
export function exampleDirection({ objectives, parameters, tape }: Forward, host: HostBalancer): Tensor1D {
  if (!objectives) throw new EquipoiseError('training: the forward pass has no objectives of examples.');
  const { size } = objectives;
  const rows = Array.from({ length: size }, (_, example) => {
    const alone = tensor1d(Array.from({ length: size }, (__, other) => Number(other === example)));
    return flatten(tape.vjp([objectives], parameters, [alone]), parameters);
  });
  const jacobian = stack(rows) as Tensor2D;
  const seen = [objectives, gramian(jacobian)];
  const weights = hostCallback(seen, { shape: [size] }, (...found) => host.weighExamples(found));
  return reshape(matMul(reshape(weights, [1, size]), jacobian), [-1]);
}
