import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { buildExpertLevels } from './expert-levels.ts';

/** Options of {@link ple}. */
export const pleOptions = optionsSchema('ple', {
  levels: integer({ default: 2, min: 1, search: [1, 3], meaning: 'levels of experts; with 1 it is CGC' }),
  own: integer({ default: 1, min: 1, search: [1, 4], meaning: 'experts of each task alone, in each level' }),
  shared: integer({ default: 1, min: 1, search: [1, 4], meaning: 'experts that all tasks share, in each level' }),
});

/** Options of {@link ple}. */
export type PleOptions = OptionsOf<typeof pleOptions>;

/** What is known of {@link ple}. */
export const pleCard: ArchitectureCard = {
  name: pleOptions.owner,
  title: 'PLE, and CGC with one level',
  summary: 'Experts of each task beside shared ones, level by level, with a shared stream between levels.',
  paper:
    'Progressive Layered Extraction (PLE): A Novel Multi-Task Learning (MTL) Model for Personalized Recommendations',
  authors: 'H. Tang, J. Liu, M. Zhao, X. Gong',
  venue: 'RecSys',
  year: 2020,
  link: 'https://doi.org/10.1145/3383313.3412236',
  parameters:
    '(K · own + shared) · (E + (levels - 1) · (f^2 + f)) + K · (own + shared) · (d + (levels - 1) · f) + (K · own + shared) · ((levels > 1) · d + max(levels - 2, 0) · f) + H',
  departures: ['Gates begin at 0, so that all experts count alike.'],
};

/**
 * Progressive layered extraction: experts of each task beside shared ones, level by level. The gate of a task mixes its own experts and the
 * shared ones; that of the shared stream, which all levels but the last have, mixes all experts.
 *
 *     x_k⁽ʲ⁾ = Σ_e softmax(W_k⁽ʲ⁾ x_k⁽ʲ⁻¹⁾)_e · e(x⁽ʲ⁻¹⁾)        e among the experts of k and the shared ones
 *     x_s⁽ʲ⁾ = Σ_e softmax(W_s⁽ʲ⁾ x_s⁽ʲ⁻¹⁾)_e · e(x⁽ʲ⁻¹⁾)        e among all experts
 *
 * An expert reads the stream of its task, or the shared one; all of them begin with the input. The experts of the first level are encoders,
 * those above are dense layers with ReLU of the same width. Gates start at 0: all experts count alike. The data set must have one input, of
 * numbers.
 *
 * @param options - The levels and experts.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is tokens or several.
 * @see H. Tang, J. Liu, M. Zhao, X. Gong. Progressive Layered Extraction (PLE): A Novel Multi-Task Learning (MTL) Model for Personalized
 *   Recommendations. RecSys 2020. https://doi.org/10.1145/3383313.3412236
 */
export function ple(options: PleOptions = {}): Architecture {
  const complete = pleOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'ple', options: { ...complete } },
    build: (parts) => buildExpertLevels('ple', { ...complete, others: 'nothing' }, parts),
  };
}
