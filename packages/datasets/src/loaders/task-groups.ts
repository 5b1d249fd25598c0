import { integer, number, optionsSchema, type Random, regression } from '@equipoise/core';

import { defineSynthetic, type SyntheticEntry } from '../synthetic/define-synthetic.ts';
import { dot, normals } from '../synthetic/vectors.ts';

const dials = optionsSchema('task-groups', {
  groups: integer({ default: 2, min: 1, meaning: 'the number of groups' }),
  tasks: integer({ default: 3, min: 1, meaning: 'the tasks of a group' }),
  within: number({ default: 0.9, min: 0, max: 1, meaning: 'ρ, the correlation of tasks of one group, without noise' }),
  inputs: integer({ default: 16, min: 1, meaning: 'the number of inputs' }),
  noise: number({ default: 0.3, min: 0, meaning: 'σ, the deviation of the noise; tasks have variance 1' }),
});

/** Cosines in a function. */
const features = 200;

/**
 * Tasks in hidden groups: related within a group, not at all between groups.
 *
 *     yᵢ = √ρ f(x) + √(1 − ρ) fᵢ(x) + σ ε,  f that of its group, fᵢ its own
 *     f(x) = √(2 / M) Σ cos(ωⱼᵀx + bⱼ),  j = 1 … M = 200
 *
 * Each function is one of a Gaussian process, by random Fourier features: its variance is 1, and different ones are not correlated.
 *
 * @see A. Rahimi, B. Recht. Random Features for Large-Scale Kernel Machines. NeurIPS 2007.
 */
export const taskGroups: SyntheticEntry<typeof dials> = defineSynthetic(
  {
    name: 'task-groups',
    title: 'Tasks in hidden groups',
    examples: 5000,
    tasks: [0, 1].flatMap((group) =>
      [1, 2, 3].map((task) => ({
        name: `${letterOf(group)}${task}`,
        kind: 'regression',
        meaning: `a number; correlation .9 with the other tasks of group ${letterOf(group)}, 0 with the other group`,
      })),
    ),
    source: 'yᵢ = √ρ f(x) + √(1 − ρ) fᵢ(x) + σ ε: f of the group and fᵢ of the task are random functions, x ~ N(0, 1)',
    description:
      'Regressions in groups that the data do not name: training the tasks of one group together helps, groups have nothing in common. ' +
      'The best possible R² is 1 / (1 + σ²), 0.917 unless told otherwise.',
  },
  dials,
  ({ groups, tasks, within, inputs, noise }, constants) => {
    const shared = Array.from({ length: groups }, (_, group) =>
      randomFunction(constants.fork(`group ${group}`), inputs),
    );
    const own = Array.from({ length: groups * tasks }, (_, task) => ({
      name: `${letterOf(Math.floor(task / tasks))}${(task % tasks) + 1}`,
      group: Math.floor(task / tasks),
      apart: randomFunction(constants.fork(`task ${task}`), inputs),
    }));
    return {
      width: inputs,
      labels(x, stream) {
        const common = shared.map((evaluate) => evaluate(x));
        return own.map(({ group, apart }) => [
          Math.sqrt(within) * (common[group] ?? 0) + Math.sqrt(1 - within) * apart(x) + noise * stream.normal(),
        ]);
      },
      tasks: () => own.map(({ name }) => ({ name, kind: regression() })),
    };
  },
);

function randomFunction(stream: Random, inputs: number): (x: Float32Array) => number {
  const cosines = Array.from({ length: features }, () => ({
    frequency: normals(stream, inputs, 1 / Math.sqrt(inputs)),
    phase: 2 * Math.PI * stream.next(),
  }));
  return (x) =>
    Math.sqrt(2 / features) *
    cosines.reduce((sum, { frequency, phase }) => sum + Math.cos(dot(x, frequency) + phase), 0);
}

function letterOf(group: number): string {
  return group < 26 ? String.fromCodePoint(97 + group) : `group-${group + 1}-`;
}
