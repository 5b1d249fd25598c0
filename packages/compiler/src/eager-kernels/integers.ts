import type {
  BatchMatMulAttrs,
  CumprodAttrs,
  OneHotAttrs,
  ProdAttrs,
  Tensor,
  TensorInfo,
  TypedArray,
} from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { sizeOf } from '../host-tensor.ts';
import { override } from '../wasm-backend/override.ts';

type Read = (x: TensorInfo) => TypedArray;

/**
 * Makes a backend wrap integers at 32 bits in products, powers and matrix products, as the compiled engines do: TensorFlow.js
 * computes them as floats, and loses the low bits.
 *
 * @param backend - The backend.
 */
export function wrapIntegers(backend: string): void {
  elementwise('Multiply', Math.imul, backend);
  elementwise('Pow', power, backend);
  elementwise('SquaredDifference', (a, b) => Math.imul(a - b, a - b), backend);
  override<'x'>('Square', ({ inputs: { x }, stock }) => (x.dtype === 'int32' ? tf.mul(x, x) : stock()), backend);
  override<'x', ProdAttrs>(
    'Prod',
    ({ inputs: { x }, attrs: { axis, keepDims }, stock, read }) => {
      if (x.dtype !== 'int32' || sizeOf(x.shape) === 0) return stock();
      const axes = tf.util.parseAxisParam(axis, x.shape);
      const kept = x.shape.flatMap((_, index) => (axes.includes(index) ? [] : [index]));
      const shape = x.shape.flatMap((length, index) => (kept.includes(index) ? length : keepDims ? 1 : []));
      const factors = read(tf.transpose(x, [...kept, ...axes]));
      const length = sizeOf(axes.map((along) => x.shape[along] ?? 1));
      const products = new Int32Array(sizeOf(shape)).fill(1);
      factors.forEach((factor, index) => {
        const line = Math.floor(index / length);
        products[line] = Math.imul(products[line] ?? 1, factor);
      });
      return tf.tensor(products, shape);
    },
    backend,
  );
  override<'x', CumprodAttrs>(
    'Cumprod',
    ({ inputs: { x }, attrs: { axis, exclusive, reverse }, stock, read }) => {
      if (x.dtype !== 'int32' || sizeOf(x.shape) === 0) return stock();
      const [along = 0] = tf.util.parseAxisParam(axis, x.shape);
      const order = x.shape.map((_, index) => index).filter((index) => index !== along);
      const last = tf.transpose(reverse ? tf.reverse(x, along) : x, [...order, along]);
      const length = last.shape.at(-1) ?? 1;
      const products = new Int32Array(last.size);
      let product = 1;
      read(last).forEach((factor, index) => {
        if (index % length === 0) product = 1;
        if (exclusive) products[index] = product;
        product = Math.imul(product, factor);
        if (!exclusive) products[index] = product;
      });
      const lines = tf.tensor(products, last.shape);
      const back = tf.transpose(lines, tf.backend_util.getUndoAxesPermutation([...order, along]));
      return reverse ? tf.reverse(back, along) : back;
    },
    backend,
  );
  override<'indices', OneHotAttrs>(
    'OneHot',
    ({ inputs: { indices }, attrs: { depth, dtype, onValue, offValue }, stock }) => {
      if (dtype !== 'int32' || [onValue, offValue].every((number) => Math.fround(number) === number)) return stock();
      const isHit = tf.equal(tf.expandDims(indices, -1), tf.range(0, depth, 1, 'int32'));
      return tf.where(isHit, tf.scalar(onValue, 'int32'), tf.scalar(offValue, 'int32'));
    },
    backend,
  );
  override<'a' | 'b', BatchMatMulAttrs>(
    'BatchMatMul',
    ({ inputs: { a, b }, attrs: { transposeA, transposeB }, stock, read }) =>
      a.dtype === 'int32' && b.dtype === 'int32'
        ? product(transposeA ? transposed(a) : a, transposeB ? transposed(b) : b, read)
        : stock(),
    backend,
  );
}

function elementwise(name: string, combine: (a: number, b: number) => number, backend: string): void {
  override<'a' | 'b'>(
    name,
    ({ inputs: { a, b }, stock, read }) => {
      if (a.dtype !== 'int32' || b.dtype !== 'int32') return stock();
      const shape = tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
      const others = read(tf.broadcastTo(b, shape));
      const numbers = Int32Array.from(read(tf.broadcastTo(a, shape)), (x, index) => combine(x, others[index] ?? 0));
      return tf.tensor(numbers, shape);
    },
    backend,
  );
}

/** A power by squaring. A negative exponent gives 1 / x truncated: 0, but for 1 and −1. */
function power(base: number, exponent: number): number {
  if (exponent < 0 && Math.abs(base) !== 1) return 0;
  let [result, square] = [1, base];
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}

function product(a: Tensor, b: Tensor, read: Read): Tensor {
  const [rows = 1, inner = 1] = a.shape.slice(-2);
  const columns = b.shape.at(-1) ?? 1;
  const batch = tf.backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const left = read(tf.broadcastTo(a, [...batch, rows, inner]));
  const right = read(tf.broadcastTo(b, [...batch, inner, columns]));
  const sums = new Int32Array(sizeOf(batch) * rows * columns);
  for (let index = 0; index < sums.length; index += 1) {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const first = Math.floor(row / rows) * inner * columns + column;
    let sum = 0;
    for (let k = 0; k < inner; k += 1) {
      sum = (sum + Math.imul(left[row * inner + k] ?? 0, right[first + k * columns] ?? 0)) | 0;
    }
    sums[index] = sum;
  }
  return tf.tensor(sums, [...batch, rows, columns]);
}

function transposed(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return tf.transpose(x, [...axes.slice(0, -2), ...axes.slice(-2).reverse()]);
}
