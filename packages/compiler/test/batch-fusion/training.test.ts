import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, hostCallback } from '../../src/index.ts';
import { difference, noise } from '../support.ts';

afterEach(() => {
  tf.disposeVariables();
});

const [rows, inputs, hidden] = [8, 3, 4];
/** How many parameters the shared layer has, and how many each task's own. */
const [trunk, head] = [inputs * hidden + hidden, hidden * 2 + 2];

/** All parameters in a vector: a layer that all tasks share, and a layer for each. */
function parametersOf(count: number): tf.Variable {
  return tf.variable(noise([trunk + count * head], 1));
}

/** A step of several tasks: a gradient for each, their products to the host, and the gradients weighed by what it answers. */
function stepOf(vector: tf.Variable, count: number): (x: tf.Tensor, ...labels: tf.Tensor[]) => tf.Tensor {
  const at = (start: number, shape: number[]): tf.Tensor =>
    tf.reshape(tf.slice(vector, [start], [tf.util.sizeFromShape(shape)]), shape);
  const layerAt = (start: number, before: number, after: number): tf.Tensor[] => [
    at(start, [before, after]),
    at(start + before * after, [after]),
  ];
  return (x, ...labels) => {
    const loss =
      (label: tf.Tensor) =>
      (...[w, b, own, bias]: tf.Tensor[]): tf.Tensor => {
        const features = tf.relu(tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b ?? 0));
        return tf.mean(
          tf.squaredDifference(tf.add(tf.matMul(features as tf.Tensor2D, own as tf.Tensor2D), bias ?? 0), label),
        );
      };
    const given = labels.map((_, task) => [...layerAt(0, inputs, hidden), ...layerAt(trunk + task * head, hidden, 2)]);
    const gradients = labels.map((label, task) => tf.grads(loss(label))(given[task] ?? []));
    const row = (tensors: readonly tf.Tensor[]): tf.Tensor =>
      tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1])));
    const jacobian = tf.stack<tf.Tensor>(gradients.map((gradient) => row(gradient.slice(0, 2)))) as tf.Tensor2D;
    const gramian = tf.matMul(jacobian, jacobian, false, true);
    const losses = tf.stack(labels.map((label, task) => loss(label)(...(given[task] ?? []))));
    const weights = hostCallback([gramian], { shape: [count] }, ({ data }) =>
      labels.map((_, task) => 1 / (1 + (data[task * (count + 1)] ?? 0))),
    );
    const shared = tf.matMul(tf.reshape(weights, [1, count]), jacobian);
    const own = gradients.flatMap((gradient, task) =>
      gradient.slice(2).map((tensor) => tf.mul(tensor, tf.slice(weights, [task], [1]))),
    );
    vector.assign(tf.sub<tf.Tensor1D>(vector, tf.mul(row([shared, ...own]), 0.1)));
    return losses;
  };
}

describe.each(['native', 'wasm'] as const)('a step of several tasks, on %s', (engine) => {
  const nodeCounts = new Map<number, readonly number[]>();

  it.each([2, 3, 9])('computes what it computes op by op: %i tasks', async (count) => {
    await tf.setBackend('cpu');
    const batch = Array.from({ length: 4 }, (_, step) => [
      noise([rows, inputs], step),
      ...Array.from({ length: count }, (__, task) => noise([rows, 2], 10 * step + task + 1)),
    ]);
    const [compiledParameters, parameters] = [parametersOf(count), parametersOf(count)];
    const compiled = compile(stepOf(compiledParameters, count), { engine });
    const step = stepOf(parameters, count);
    for (const [x, ...labels] of batch) {
      const expected = x && step(x, ...labels).dataSync();
      const losses = x && (await compiled.onHost(x, ...labels));
      expect(difference((losses?.data ?? []) as Float32Array, expected ?? [])).toBeLessThan(1e-5);
    }
    nodeCounts.set(count, compiled.nodeCounts);
    await compiled.dispose();
    expect(difference(compiledParameters.dataSync(), parameters.dataSync())).toBeLessThan(1e-5);
  });

  it('has one graph, as large for nine tasks as for three', () => {
    expect(nodeCounts.get(9)).toEqual(nodeCounts.get(3));
    expect(nodeCounts.get(9)).toHaveLength(1);
  });
});
