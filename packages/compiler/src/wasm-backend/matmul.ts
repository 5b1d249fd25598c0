import type { _FusedMatMulAttrs, BatchMatMulAttrs, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { sizeOf } from '../host-tensor.ts';
import { activated } from './activation.ts';
import { override } from './override.ts';

/** From this many multiplications on, a product per matrix is faster than the stock kernel's loops over the batch. */
const worthSlicing = 96 ** 3;

/**
 * Matrix products by fast means only: the stock kernel is 10 to 20 times slower when a factor is transposed, or when there
 * are several matrices, as the gradients of every dense layer have it.
 */
export function overrideMatMul(): void {
  override<'a' | 'b', BatchMatMulAttrs>('BatchMatMul', ({ inputs: { a, b }, attrs, stock }) => {
    const { transposeA, transposeB } = attrs;
    if (transposeA || transposeB) return tf.matMul(transposeA ? transposed(a) : a, transposeB ? transposed(b) : b);
    const [rows = 1, inner = 1] = a.shape.slice(-2);
    const columns = b.shape.at(-1) ?? 1;
    const batches = [a, b].map(({ shape }) => shape.slice(0, -2));
    const [count = 1, other = 1] = batches.map(sizeOf);
    if (count === 1 || other === 1) return stock();
    const [ofA = [], ofB = []] = batches;
    const batch = tf.broadcast_util.assertAndGetBroadcastShape(ofA, ofB);
    if (count !== other || count !== sizeOf(batch)) {
      return tf.matMul(tf.broadcastTo(a, [...batch, rows, inner]), tf.broadcastTo(b, [...batch, inner, columns]));
    }
    if (rows * inner * columns < worthSlicing) return stock();
    const product = (index: number): Tensor => tf.matMul(matrix(a, index), matrix(b, index));
    return tf.reshape(tf.stack(Array.from({ length: count }, (_, index) => product(index))), [...batch, rows, columns]);
  });
}

/** Products with a bias and an activation: the stock kernel is wrong for transposed factors and for several matrices. */
export function overrideFusedMatMul(): void {
  type Optional = 'bias' | 'preluActivationWeights';
  override<'a' | 'b', _FusedMatMulAttrs, Optional>('_FusedMatMul', ({ inputs, attrs }) => {
    const { a, b, bias, preluActivationWeights } = inputs;
    const { transposeA, transposeB } = attrs;
    const product = tf.matMul(a, b, transposeA, transposeB);
    return activated(bias ? tf.add(product, bias) : product, attrs, preluActivationWeights);
  });
}

function transposed(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return tf.transpose(x, [...axes.slice(0, -2), ...axes.slice(-2).reverse()]);
}

/** One matrix of a batch. */
function matrix(x: Tensor, index: number): Tensor {
  const [rows = 1, columns = 1] = x.shape.slice(-2);
  return tf.reshape(tf.slice(tf.reshape(x, [-1, rows, columns]), [index, 0, 0], [1, rows, columns]), [rows, columns]);
}
