import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, CompileError } from '../../src/index.ts';
import { SparseRowBuffer } from '../../src/update-fusion/sparse-rows.ts';
import { difference, noise } from '../support.ts';

afterEach(() => {
  tf.disposeVariables();
});

const [rows, width, rest] = [3000, 16, 5];

/** One step along the negative gradient of Σ (row · row / 2) over the rows looked up, and of Σ b for the other parameters. */
function stepOn(flat: tf.Variable, engine: 'native' | 'wasm') {
  return compile(
    (indices: tf.Tensor1D) => {
      const table = tf.reshape(tf.slice(flat, [0], [rows * width]), [rows, width]);
      const picked = tf.gather(table, indices);
      const gradient = tf.unsortedSegmentSum(picked as tf.Tensor2D, indices, rows);
      const whole = tf.concat([tf.reshape(gradient, [rows * width]), tf.ones([rest])]);
      flat.assign(tf.sub(flat, tf.mul(0.25, whole)));
      return tf.sum(picked);
    },
    { engine },
  );
}

describe.each(['native', 'wasm'] as const)('gradients of a few rows of a table, on %s', (engine) => {
  it('are added to these rows only, once per lookup', async () => {
    const start = noise([rows * width + rest], 3);
    const flat = tf.variable(start);
    const step = stepOn(flat, engine);
    const expected = Float32Array.from(start.dataSync<'float32'>());
    for (const batch of [
      [0, 7, 7, rows - 1],
      [7, 8],
      [1, 1, 1],
    ]) {
      await step(tf.tensor1d(batch, 'int32'));
      const before = expected.slice();
      for (const row of batch) {
        for (let at = row * width; at < (row + 1) * width; at += 1) {
          expected[at] = (expected[at] ?? 0) - 0.25 * (before[at] ?? 0);
        }
      }
      for (let at = rows * width; at < expected.length; at += 1) expected[at] = (expected[at] ?? 0) - 0.25;
    }
    step.sync();
    expect(difference(flat.dataSync(), expected)).toBeLessThan(1e-6);
    await step.dispose();
  });

  it('may be the only update of a variable, as with an optimizer of TensorFlow.js', async () => {
    const start = noise([rows, width], 5);
    const table = tf.variable(start);
    const optimizer = tf.train.sgd(0.25);
    const step = compile(
      (indices: tf.Tensor1D) => {
        const { value, grads } = tf.variableGrads(() => tf.sum(tf.square(tf.gather(table, indices))), [table]);
        optimizer.applyGradients(grads);
        return value;
      },
      { engine },
    );
    await step(tf.tensor1d([5, 5, 9], 'int32'));
    step.sync();
    const factors = start.dataSync<'float32'>().map((number, at) => {
      const row = Math.floor(at / width);
      return row === 5 ? 0 * number : row === 9 ? number / 2 : number; // 1 − 0.25 · 2 for each time
    });
    expect(difference(table.dataSync(), factors)).toBeLessThan(1e-6);
    await step.dispose();
  });

  it('leave the variables as they were where a row is not there', async () => {
    const start = noise([rows * width + rest], 4);
    const flat = tf.variable(start);
    const step = stepOn(flat, engine);
    await expect(step(tf.tensor1d([0, rows], 'int32'))).rejects.toThrow(CompileError);
    step.sync();
    expect(difference(flat.dataSync(), start.dataSync())).toBe(0);
    await step(tf.tensor1d([0], 'int32'));
    step.sync();
    expect(flat.dataSync()[0]).toBeCloseTo(0.75 * (start.dataSync()[0] ?? 0), 6);
    await step.dispose();
  });
});

describe('SparseRowBuffer', () => {
  const spec = { shape: [2, 2], dtype: 'float32' } as const;
  const sparseRows = {
    indices: { name: 'i', shape: [2, 1], dtype: 'int32' },
    updates: { name: 'u', ...spec },
  } as const;

  it('counts rows below 0 from the end, and clears what it added', () => {
    const memory = new Float32Array(6);
    const buffer = new SparseRowBuffer(memory, sparseRows);
    buffer.add(Int32Array.of(-1, 0), Float32Array.of(1, 2, 3, 4));
    expect([...memory]).toEqual([3, 4, 0, 0, 1, 2]);
    buffer.clear(Int32Array.of(-1, 0));
    expect([...memory]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('adds nothing when one row is not there', () => {
    const memory = new Float32Array(6);
    const buffer = new SparseRowBuffer(memory, sparseRows);
    expect(() => {
      buffer.add(Int32Array.of(0, 3), Float32Array.of(1, 2, 3, 4));
    }).toThrow('compile: a gradient is for row 3 of a tensor with 3 rows.');
    expect([...memory]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
