import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { buildGate } from './gate.ts';
import { buildMixture } from './mixture.ts';

/** Options of {@link mmoe}. */
export const mmoeOptions = optionsSchema('mmoe', {
  experts: integer({
    default: 4,
    min: 1,
    search: [2, 8],
    meaning: 'the number of experts: encoders that all tasks share',
  }),
});

/** Options of {@link mmoe}. */
export type MmoeOptions = OptionsOf<typeof mmoeOptions>;

/** What is known of {@link mmoe}. */
export const mmoeCard: ArchitectureCard = {
  name: mmoeOptions.owner,
  title: 'MMoE',
  summary: 'Every task mixes the features of several shared encoders by a gate of its own, which reads the input.',
  paper: 'Modeling Task Relationships in Multi-task Learning with Multi-gate Mixture-of-Experts',
  authors: 'J. Ma, Z. Zhao, X. Yi, J. Chen, L. Hong, E. H. Chi',
  venue: 'KDD',
  year: 2018,
  link: 'https://doi.org/10.1145/3219819.3220007',
  parameters: 'experts · E + K · d · experts + H',
  departures: ['Gates begin at 0, so that all experts count alike.'],
};

/**
 * Multi-gate mixture of experts: every task mixes the features of several encoders by a gate of its own, which reads the input.
 *
 *     f_k(x) = Σ_e softmax(W_k x)_e · expert_e(x)
 *
 * Gates start at 0: all experts count alike; categories of a table are embedded for them. The data set must have one input, of numbers.
 *
 * @param options - The experts.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is tokens or several.
 * @see J. Ma, Z. Zhao, X. Yi, J. Chen, L. Hong, E. H. Chi. Modeling Task Relationships in Multi-task Learning with Multi-gate
 *   Mixture-of-Experts. KDD 2018. https://doi.org/10.1145/3219819.3220007
 */
export function mmoe(options: MmoeOptions = {}): Architecture {
  const { experts } = mmoeOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'mmoe', options: { experts } },
    build: (parts) => buildMixture('mmoe', { experts, gate: (spec, scope) => buildGate(spec, experts, scope) }, parts),
  };
}
