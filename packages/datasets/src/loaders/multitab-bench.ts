import { InvalidOptionError, integer, list, number, optionsSchema, regression } from '@equipoise/core';

import { defineSynthetic, type SyntheticEntry } from '../synthetic/define-synthetic.ts';
import { cholesky } from '../synthetic/cholesky.ts';
import { combine, dot, orthonormal } from '../synthetic/vectors.ts';
import { fitScale } from '../table/fit-scale.ts';

const dials = optionsSchema('multitab-bench', {
  degrees: list(integer({ min: 1, max: 8, meaning: 'a degree' }), {
    default: [1, 3, 2, 3, 4, 2, 3],
    meaning: 'the degree of the polynomial of each task: how hard it is',
    range: 'a whole number from 1 to 8 for each task',
    expected: 'a list of whole numbers from 1 to 8, one for each task',
    holds: (degrees) => degrees.length > 0,
  }),
  correlation: number({ default: 0.4, above: -1, below: 1, meaning: 'p, the cosine of the weights of any two tasks' }),
  inputs: integer({ default: 32, min: 1, meaning: 'the number of inputs, at least that of the tasks' }),
  noise: number({ default: 0.01, min: 0, meaning: 'the deviation of the noise' }),
});

/**
 * The generator of MultiTab-Bench: polynomials along directions that have a given cosine.
 *
 *     zᵢ = wᵢᵀx,  wᵢᵀwⱼ = p,  |wᵢ| = 1
 *     yᵢ = zᵢ + zᵢ² + … + zᵢᵈ + ε
 *
 * The weights come from the Cholesky factor of their Gramian, where the authors take its eigenvectors: another rotation of the same.
 */
export const multitabBench: SyntheticEntry<typeof dials> = defineSynthetic(
  {
    name: 'multitab-bench',
    title: 'MultiTab-Bench',
    examples: 13_000,
    tasks: [1, 3, 2, 3, 4, 2, 3].map((degree, task) => ({
      name: `task-${task + 1}`,
      kind: 'regression',
      meaning: `a polynomial of degree ${degree}, standardised for training`,
    })),
    source: 'D. Sinodinos et al. MultiTab: yᵢ = Σₖ (wᵢᵀx)ᵏ + ε, k = 1 … dᵢ, wᵢᵀwⱼ = p, x ~ N(0, 1), ε ~ N(0, 0.0001)',
    citation:
      'D. Sinodinos, J. Y. Wei, N. Armanfard. MultiTab: A Scalable Foundation for Multitask Learning on Tabular Data. AAAI 2026. ' +
      'https://arxiv.org/abs/2511.09970',
    description:
      'Regressions onto polynomials: the number of tasks, how related they are and how hard each is are dials. The smallest possible mean ' +
      'squared error is the variance of the noise.',
  },
  dials,
  ({ degrees, correlation, inputs, noise }, constants) => {
    const count = degrees.length;
    if (inputs < count) throw new InvalidOptionError('multitab-bench', 'inputs', `at least the ${count} tasks`, inputs);
    const factor = cholesky(count, (row, column) => (row === column ? 1 : correlation));
    if (!factor) {
      const expected = `above −1 / ${count - 1} with ${count} tasks`;
      throw new InvalidOptionError('multitab-bench', 'correlation', expected, correlation);
    }
    const axes = orthonormal(constants, count, inputs);
    const weights = factor.map((row) => combine(axes, row));
    return {
      width: inputs,
      labels: (x, stream) =>
        degrees.map((degree, task) => {
          const z = dot(x, weights[task] ?? []);
          let [value, power] = [0, 1];
          for (let k = 1; k <= degree; k += 1) value += power *= z;
          return [value + noise * stream.normal()];
        }),
      tasks: (train) =>
        train.map((values, task) => ({ name: `task-${task + 1}`, kind: regression({ scales: [fitScale(values)] }) })),
    };
  },
);
