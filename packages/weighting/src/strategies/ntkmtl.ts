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
 * @param options - Options that differ from the paper's.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see X. Qin, X. Wang, J. Yan. NTKMTL: Mitigating Task Imbalance in Multi-Task Learning from Neural Tangent Kernel Perspective. NeurIPS
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
  authors: 'X. Qin, X. Wang, J. Yan',
  venue: 'NeurIPS',
  year: 2025,
  link: 'https://arxiv.org/abs/2510.18258',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in code after the authors’: only gradients of shared parameters are replaced.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by the same constant does not change the weights.',
    'With p = ½ the weighted gradients have equal norms: scaling one gradient changes its direction’s share by as much as the trace.',
  ],
  options: ntkmtlOptions,
  departures: [
    'The kernel’s trace is that of the mean gradient of the batch, one gradient for each task; the paper also has a variant with several mini-batch gradients.',
    'The update is not clipped: the authors clip the shared gradient to norm 1 (`clip=1` of a pipeline).',
    'No 10⁻⁸ is added to Gᵢᵢ; a zero gradient weighs 0 and is reported as degenerate.',
  ],
};
