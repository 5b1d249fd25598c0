import type { Balancer, GradientStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { checkOptions, type NoOptions } from '../options.ts';
import { type Gradients, gramianRule, type GramianRuleState, type Ruling } from '../gramian-rule.ts';
import { oneByOne, projectOntoDualCone } from '../math/dual-cone.ts';
import { at, largest } from '../math/matrix.ts';

/**
 * Unconflicting projection of gradients: projects each gradient onto the directions that lower every loss, and takes the mean.
 *
 *     w = 1/K · Σᵢ argmin { vᵀGv : v ≥ eᵢ }
 *
 * G is the Gramian and eᵢ is 1 for task i and 0 for the others. The projections are exact, however unequal the gradients are in
 * length: no task is ever pushed uphill. Where nothing conflicts the weights are 1/K. A gradient that is 0 changes nothing for the
 * other tasks.
 *
 * @see P. Quinton, V. Rey. Jacobian Descent for Multi-Objective Optimization. 2024. https://arxiv.org/abs/2406.16232
 */
export function upgrad(options: NoOptions = {}): Balancer<GramianRuleState, GradientStats> {
  checkOptions('upgrad', options, upgradCard);
  return gramianRule('upgrad', projectEach);
}

function projectEach({ cosines, lengths }: Gradients): Ruling {
  const longest = largest(lengths);
  const parts = lengths.map((length) => (longest > 0 ? length / longest / lengths.length : 0));
  const { correction, solved } = projectOntoDualCone(cosines, oneByOne(parts));
  const weights = parts.map((part, task) =>
    part > 0 ? (1 + at(correction, task) / part) / lengths.length : 1 / lengths.length,
  );
  return { weights, status: solved ? 'solved' : 'fallback' };
}

/** What to know of {@link upgrad}. */
export const upgradCard: StrategyCard = {
  title: 'Unconflicting projection of gradients (UPGrad)',
  summary: 'Projects each gradient onto the directions that lower every loss, and takes the mean.',
  formula: 'w = 1/K · Σᵢ argmin { vᵀGv : v ≥ eᵢ }',
  paper: 'Jacobian Descent for Multi-Objective Optimization',
  authors: 'P. Quinton, V. Rey',
  venue: 'arXiv',
  year: 2024,
  link: 'https://arxiv.org/abs/2406.16232',
  needs: 'gramian',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'No task is pushed uphill: gᵢ·d ≥ 0 for every task.',
    'The update is linear in the scale of each gradient. Where nothing conflicts it is the mean of the gradients.',
  ],
  options: [],
  departures: [
    'The projections are exact. TorchJD 0.17 and LibMTL add 10⁻⁴ to the Gramian divided by its trace, which pushes tasks uphill when gradients differ in length, and answer the plain mean when gradients are short.',
    'When several weights give the same projection, those that add least to what is projected are taken.',
  ],
};
