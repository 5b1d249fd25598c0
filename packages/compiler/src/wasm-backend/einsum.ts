import type { EinsumAttrs, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { sizeOf } from '../host-tensor.ts';
import { type Kernel, override } from './override.ts';

interface Term {
  readonly axes: readonly string[];
  readonly x: Tensor;
}

/**
 * Einsum, which backends lack or compute wrong, as one matrix product for each further factor.
 *
 * @param backend - The backend.
 */
export function overrideEinsum(backend: string): void {
  const compute = ({ inputs, attrs: { equation } }: Kernel<string, EinsumAttrs>): Tensor => {
    const [left = '', right = ''] = equation.replaceAll(' ', '').split('->');
    const terms = left
      .split(',')
      .map((axes, index): Term => ({ axes: [...axes], x: inputs[String(index)] ?? tf.scalar(1) }));
    const [first, ...others] = terms;
    if (!first) throw new RangeError(`einsum: ${equation} has no factors`);
    const product = others.reduce((known, term, index) => {
      const wanted = new Set([...right, ...others.slice(index + 1).flatMap(({ axes }) => axes)]);
      return multiply(known, term, wanted);
    }, first);
    const { axes, x } = summed(product, new Set(right));
    return tf.transpose(
      x,
      [...right].map((axis) => axes.indexOf(axis)),
    );
  };
  override('Einsum', compute, backend);
}

/** The product of two terms, summed over all axes that no later term and no output has. */
function multiply(first: Term, second: Term, wanted: ReadonlySet<string>): Term {
  const a = summed(first, new Set([...wanted, ...second.axes]));
  const b = summed(second, new Set([...wanted, ...first.axes]));
  const common = a.axes.filter((axis) => b.axes.includes(axis));
  const batch = common.filter((axis) => wanted.has(axis));
  const inner = common.filter((axis) => !wanted.has(axis));
  const rows = a.axes.filter((axis) => !common.includes(axis));
  const columns = b.axes.filter((axis) => !common.includes(axis));
  const lengths = (axes: readonly string[]): number[] =>
    axes.map((axis) => lengthOf(a, axis) ?? lengthOf(b, axis) ?? 1);
  const sizes = [batch, rows, inner, columns].map((axes) => sizeOf(lengths(axes)));
  const [batchSize = 1, rowCount = 1, innerSize = 1, columnCount = 1] = sizes;
  const product = tf.matMul(
    tf.reshape(ordered(a, [...batch, ...rows, ...inner]), [batchSize, rowCount, innerSize]),
    tf.reshape(ordered(b, [...batch, ...inner, ...columns]), [batchSize, innerSize, columnCount]),
  );
  const axes = [...batch, ...rows, ...columns];
  return { axes, x: tf.reshape(product, lengths(axes)) };
}

function summed({ axes, x }: Term, wanted: ReadonlySet<string>): Term {
  const idle = axes.flatMap((axis, index) => (wanted.has(axis) ? [] : [index]));
  if (idle.length === 0) return { axes, x };
  return { axes: axes.filter((axis) => wanted.has(axis)), x: tf.sum(x, idle) };
}

function ordered({ axes, x }: Term, order: readonly string[]): Tensor {
  return tf.transpose(
    x,
    order.map((axis) => axes.indexOf(axis)),
  );
}

function lengthOf({ axes, x }: Term, axis: string): number | undefined {
  return x.shape[axes.indexOf(axis)];
}
