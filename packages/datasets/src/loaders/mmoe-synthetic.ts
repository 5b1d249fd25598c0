import { integer, number, optionsSchema, regression } from '@equipoise/core';

import { defineSynthetic, type SyntheticEntry } from '../synthetic/define-synthetic.ts';
import { combine, dot, orthonormal } from '../synthetic/vectors.ts';

const dials = optionsSchema('mmoe-synthetic', {
  correlation: number({ default: 0.5, min: -1, max: 1, meaning: 'p, the cosine of the weights of the two tasks' }),
  inputs: integer({ default: 100, min: 2, meaning: 'the number of inputs' }),
  sines: integer({ default: 4, min: 0, meaning: 'm, the number of sines: none make the tasks linear' }),
  noise: number({ default: 0.1, min: 0, meaning: 'the deviation of the noise' }),
});

/**
 * The synthetic data of MMoE: two regressions, and a dial for how related they are.
 *
 *     w₁ = u₁,  w₂ = p u₁ + √(1 − p²) u₂,  u₁ ⟂ u₂ of length 1
 *     yᵢ = wᵢᵀx + Σⱼ sin(j wᵢᵀx + j − 1) + ε,  j = 1 … m
 *
 * The paper leaves the parameters of the sines and the factor of the weights open: j, j − 1 and 1 here.
 */
export const mmoeSynthetic: SyntheticEntry<typeof dials> = defineSynthetic(
  {
    name: 'mmoe-synthetic',
    title: 'Synthetic data of MMoE',
    examples: 13_000,
    tasks: [
      { name: 'first', kind: 'regression', meaning: 'a number, with noise of deviation 0.1' },
      { name: 'second', kind: 'regression', meaning: 'a number, with noise of deviation 0.1' },
    ],
    source:
      'J. Ma et al. MMoE, section 3.2: yᵢ = wᵢᵀx + Σⱼ sin(j wᵢᵀx + j − 1) + ε, cos(w₁, w₂) = p, x ~ N(0, 1), ε ~ N(0, 0.01)',
    citation:
      'J. Ma, Z. Zhao, X. Yi, J. Chen, L. Hong, E. H. Chi. Modeling Task Relationships in Multi-task Learning with Multi-gate ' +
      'Mixture-of-Experts. KDD 2018. https://doi.org/10.1145/3219819.3220007',
    description:
      'Two regressions of one form whose weights have a given cosine: with 1 they are one task, with 0 they have nothing in common but their ' +
      'form. The smallest possible mean squared error is 0.01, the variance of the noise.',
  },
  dials,
  ({ correlation, inputs, sines, noise }, constants) => {
    const axes = orthonormal(constants, 2, inputs);
    const weights = [combine(axes, [1, 0]), combine(axes, [correlation, Math.sqrt(1 - correlation ** 2)])];
    return {
      width: inputs,
      labels: (x, stream) =>
        weights.map((own) => {
          const z = dot(x, own);
          let value = z;
          for (let j = 1; j <= sines; j += 1) value += Math.sin(j * z + j - 1);
          return [value + noise * stream.normal()];
        }),
      tasks: () => ['first', 'second'].map((name) => ({ name, kind: regression() })),
    };
  },
);
