import { type Balancer, type GradientStats, number, type OptionsOf, optionsSchema, power } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { gramianRule, type GramianRuleState, scatter, withoutZeroGradients } from '../gramian-rule.ts';

/** Options of {@link ntkmtl}. */
export const ntkmtlOptions = optionsSchema('ntkmtl', {
  /** The exponent of the ratio of traces: 0 gives equal weights, ½ equal gradient norms. */
  exponent: number({ default: 0.5, min: 0, meaning: 'p, exponent of tr G / Gᵢᵢ', search: [0, 1] }),
});

/** Options of {@link ntkmtl}. */
export type NtkmtlOptions = OptionsOf<typeof ntkmtlOptions>;

/**
 * NTK-MTL: weights each task by how much faster all tasks together converge than it does alone, by the trace of the neural tangent kernel.
 *
 *     wᵢ = (tr G / Gᵢᵢ)^p     p = ½
 *
 * With p = ½ all weighted gradients have the norm √tr G. A task whose gradient is 0 is left out and weighs 0, with the status `'degenerate'`.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see X. Qin, X. Wang, N. Liao, J. Yan. NTKMTL: Mitigating Task Imbalance in Multi-Task Learning from Neural Tangent Kernel Perspective. NeurIPS
 *   2025. https://arxiv.org/abs/2510.18258
 */
export function ntkmtl(options: NtkmtlOptions = {}): Balancer<GramianRuleState, GradientStats> {
  const { exponent } = ntkmtlOptions.read(options);
  return gramianRule(ntkmtlOptions, options, (gradients) => {
    const { norms } = withoutZeroGradients(gradients);
    const weights = norms.map((norm) => {
      const ratio = norms.reduce((total, other) => total + (other / norm) ** 2, 0);
      return power(ratio, exponent);
    });
    const status = norms.length < gradients.norms.length ? 'degenerate' : 'solved';
    return { weights: scatter(gradients, weights), status };
  });
}

/** Card of {@link ntkmtl}, for the docs and the command line. */
export const ntkmtlCard: StrategyCard = {
  title: 'NTK-MTL',
  summary: 'Weights each task by the trace of all tasks’ neural tangent kernels over its own.',
  formula: 'wᵢ = (tr G / Gᵢᵢ)^p, p = ½',
  paper: 'NTKMTL: Mitigating Task Imbalance in Multi-Task Learning from Neural Tangent Kernel Perspective',
  authors: 'X. Qin, X. Wang, N. Liao, J. Yan',
  venue: 'NeurIPS',
  year: 2025,
  link: 'https://arxiv.org/abs/2510.18258',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in the authors’ code: only the gradients of the shared parameters are replaced.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by the same constant does not change the weights.',
    'With p = ½ every weighted gradient has the norm √tr G; scaling one gradient then only changes the length of the update.',
  ],
  options: ntkmtlOptions,
  departures: [
    'A task’s kernel is its one gradient of the batch (n = 1, as in the paper’s experiments), whose largest eigenvalue is Gᵢᵢ; with n > 1 it is that of the kernel of n mini-batches.',
    'tr G is the sum, as in the authors’ code. The paper’s eq. 15 has the mean, tr G/K, which makes all weights √K smaller.',
    'The update is neither multiplied by K nor clipped: the authors’ code does both, and clips to norm 1 (`clip=1` of a pipeline), so that only the direction counts.',
    'A zero gradient weighs 0 and is reported as degenerate; the authors’ code divides by 0.',
  ],
};
