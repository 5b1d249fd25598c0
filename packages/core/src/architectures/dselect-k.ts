import { InvalidOptionError } from '../errors.ts';
import { flag, integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { buildDselectGate } from './dselect-gate.ts';
import { buildMixture } from './mixture.ts';

/** Options of {@link dselectK}. */
export const dselectKOptions = optionsSchema('dselect-k', {
  experts: integer({
    default: 4,
    min: 2,
    search: [2, 8],
    meaning: 'the number of experts: encoders that all tasks share',
  }),
  selected: integer({ default: 2, min: 1, search: [1, 2], meaning: 'k, how many experts a task uses at most' }),
  gamma: number({ default: 1, above: 0, search: [0.1, 10], scale: 'log', meaning: 'γ, the width of the smooth step' }),
  entropy: number({
    default: 0.01,
    min: 0,
    search: [0.001, 1],
    scale: 'log',
    meaning: 'λ, what the entropy of the selectors is multiplied by in the loss',
  }),
  perExample: flag({ default: false, meaning: 'whether every example has a selection of its own' }),
});

/** Options of {@link dselectK}. */
export type DselectKOptions = OptionsOf<typeof dselectKOptions>;

/** What is known of {@link dselectK}. */
export const dselectKCard: ArchitectureCard = {
  name: dselectKOptions.owner,
  title: 'DSelect-k',
  summary: 'Every task selects at most k of the experts that all share, by a gate that is smooth while it is trained.',
  paper: 'DSelect-k: Differentiable Selection in the Mixture of Experts with Applications to Multi-Task Learning',
  authors: 'H. Hazimeh, Z. Zhao, A. Chowdhery, M. Sathiamoorthy, Y. Chen, R. Mazumder, L. Hong, E. H. Chi',
  venue: 'NeurIPS',
  year: 2021,
  link: 'https://arxiv.org/abs/2106.03760',
  parameters: 'experts · E + K · selected · (1 + ceil(log2(experts))) · (perExample ? d + 1 : 1) + H',
  departures: ['With `perExample` the entropy is a mean over the batch, in the authors’ code a sum.'],
};

/**
 * DSelect-k: every task selects at most k of the experts that all share. Its gate starts as a mixture of all of them, is smooth all the way, and ends in a selection:
 * k selectors, each of which goes over to one expert, and their shares.
 *
 *     f_k(x) = Σ_e (Σ_s softmax(α)_s · r(z_s))_e · expert_e(x)
 *     r(z)_e = Π_b S(z_b) where bit b of e is 1, 1 − S(z_b) where it is 0
 *     S(t) = 0 below −γ/2, 1 above γ/2, −2 t³/γ³ + 3 t/(2γ) + ½ between
 *
 * α and z are weights of the task, or with `perExample` affine functions of the input, categories of a table embedded. Training minimises λ Σ_s H(r(z_s)) besides the losses of the
 * tasks (see {@link Run.penalize}); where the number of experts is no power of 2, also Σ_s 1 / Σ_e r(z_s)_e. The data set must have one input, of numbers.
 *
 * Departure: with `perExample` both terms are means over the batch, in the authors' code sums, so that λ does not depend on its size.
 *
 * @param options - The experts, and how they are selected.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is tokens or several.
 * @see H. Hazimeh, Z. Zhao, A. Chowdhery, M. Sathiamoorthy, Y. Chen, R. Mazumder, L. Hong, E. H. Chi. DSelect-k: Differentiable Selection in the Mixture
 *   of Experts with Applications to Multi-Task Learning. NeurIPS 2021. https://arxiv.org/abs/2106.03760
 */
export function dselectK(options: DselectKOptions = {}): Architecture {
  const name = dselectKOptions.owner;
  const complete = dselectKOptions.read(options);
  const { experts, selected } = complete;
  if (selected > experts) throw new InvalidOptionError(name, 'selected', `at most ${experts}, the experts`, selected);
  return {
    config: { kind: 'architecture', name, options: { ...complete } },
    build: (parts) =>
      buildMixture(name, { experts, gate: (spec, scope) => buildDselectGate(spec, complete, scope) }, parts),
  };
}
