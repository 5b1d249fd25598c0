import { integer, list, number, optionsSchema, regression } from '@equipoise/core';

import { defineSynthetic, type SyntheticEntry } from '../synthetic/define-synthetic.ts';
import { dot, normals } from '../synthetic/vectors.ts';

const dials = optionsSchema('gradnorm-toy', {
  tasks: integer({ default: 2, min: 1, max: 100, meaning: 'K, the number of tasks' }),
  scales: list(number({ above: 0, meaning: 'a scale' }), {
    otherwise: 'from 1 to 100, in equal ratios',
    meaning: 'σ, the scale of each task',
    range: 'a number above 0 for each task',
    expected: 'a list of numbers above 0',
  }),
  own: number({
    default: 3.5,
    min: 0,
    meaning: 'the deviation of εᵢ, which is a task’s own; that of B, which all share, is 10',
  }),
  inputs: integer({ default: 250, min: 1, meaning: 'the number of inputs' }),
  outputs: integer({ default: 100, min: 1, meaning: 'the numbers that a task predicts' }),
});

/**
 * The toy example of GradNorm: tasks that share most of what they need, at scales that differ.
 *
 *     yᵢ = σᵢ tanh((B + εᵢ) x)
 *
 * The paper draws B and εᵢ from N(0, 10) and N(0, 3.5), read as deviations here, as in the ports of it; it does not say how x is drawn.
 */
export const gradnormToy: SyntheticEntry<typeof dials> = defineSynthetic(
  {
    name: 'gradnorm-toy',
    title: 'Toy example of GradNorm',
    examples: 10_000,
    tasks: [
      { name: 'task-1', kind: 'regression', meaning: '100 numbers from −1 to 1' },
      { name: 'task-2', kind: 'regression', meaning: '100 numbers from −100 to 100' },
    ],
    source: 'Z. Chen et al. GradNorm, section 4: yᵢ = σᵢ tanh((B + εᵢ) x), B ~ N(0, 10), εᵢ ~ N(0, 3.5), x ~ N(0, 1)',
    citation:
      'Z. Chen, V. Badrinarayanan, C.-Y. Lee, A. Rabinovich. GradNorm: Gradient Normalization for Adaptive Loss Balancing in Deep Multitask ' +
      'Networks. ICML 2018. https://arxiv.org/abs/1711.02257',
    description:
      'Regressions onto functions that share a matrix and differ in scale: with equal weights the task of the largest scale decides. ' +
      'There is no noise, so that a loss of 0 is possible. Labels are in their own units.',
  },
  dials,
  ({ tasks, scales, own, inputs, outputs }, constants) => {
    const shared = normals(constants.fork('B'), outputs * inputs, 10);
    const matrices = Array.from({ length: tasks }, (_, task) => {
      const apart = normals(constants.fork(`task ${task}`), outputs * inputs, own);
      return shared.map((entry, index) => entry + (apart[index] ?? 0));
    });
    const scaleOf = (task: number): number => scales?.[task] ?? 100 ** (tasks === 1 ? 0 : task / (tasks - 1));
    const rowOf = (matrix: Float64Array, output: number): Float64Array =>
      matrix.subarray(output * inputs, (output + 1) * inputs);
    return {
      width: inputs,
      labels: (x) =>
        matrices.map((matrix, task) =>
          Float32Array.from(
            { length: outputs },
            (_, output) => scaleOf(task) * Math.tanh(dot(x, rowOf(matrix, output))),
          ),
        ),
      tasks: () => matrices.map((_, task) => ({ name: `task-${task + 1}`, kind: regression({ targets: outputs }) })),
    };
  },
);
