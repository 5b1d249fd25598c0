import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { buildExpertLevels } from './expert-levels.ts';

/** Options of {@link adatt}. */
export const adattOptions = optionsSchema('adatt', {
  levels: integer({ default: 2, min: 1, search: [1, 3], meaning: 'levels of fusion' }),
  own: integer({ default: 1, min: 1, search: [1, 4], meaning: 'experts of each task, in each level' }),
  shared: integer({
    default: 1,
    min: 0,
    search: [0, 4],
    meaning: 'experts of all tasks, in each level; with 0 it is AdaTT-sp, which has task experts only',
  }),
});

/** Options of {@link adatt}. */
export type AdattOptions = OptionsOf<typeof adattOptions>;

/** What is known of {@link adatt}. */
export const adattCard: ArchitectureCard = {
  name: adattOptions.owner,
  title: 'AdaTT',
  summary:
    'The gate of a task mixes the experts of all tasks and the shared ones, level by level; its own experts are added once more.',
  paper: 'AdaTT: Adaptive Task-to-Task Fusion Network for Multitask Learning in Recommendations',
  authors: 'D. Li, Z. Zhang, S. Yuan, M. Gao, W. Zhang, C. Yang, X. Liu, J. Yang',
  venue: 'KDD',
  year: 2023,
  link: 'https://doi.org/10.1145/3580305.3599769',
  parameters:
    '(K · own + shared) · (E + (levels - 1) · (f^2 + f)) + K · (K · own + shared) · (d + (levels - 1) · f) + (shared > 0) · (K · own + shared) · ((levels > 1) · d + max(levels - 2, 0) · f) + (own > 1) · K · own · levels + (shared > 1) · shared · (levels - 1) + H',
  departures: ['Gates begin at 0 and have no bias; in the authors’ code they have one and begin at random.'],
};

/**
 * Adaptive task-to-task fusion: the gate of a task mixes the experts of all tasks and the shared ones, and the task's own experts are added once
 * more, level by level.
 *
 *     x_k⁽ʲ⁾ = Σ_e softmax(W_k⁽ʲ⁾ x_k⁽ʲ⁻¹⁾)_e · e(x⁽ʲ⁻¹⁾) + Σ_n v_{k,n}⁽ʲ⁾ · n(x_k⁽ʲ⁻¹⁾)        e among all experts, n among those of k
 *
 * The shared stream, which all levels but the last have, is mixed the same way. An expert reads the stream of its task, or the shared one; all of them
 * begin with the input. The experts of the first level are encoders, those above are dense layers with ReLU of the same width. A task with one
 * expert has v = 1; several begin uniform in ±1/√own. Gates start at 0: all experts count alike. The data set must have one input, of numbers.
 *
 * Departure: the gates of the authors' code have a bias and begin at random.
 *
 * @param options - The levels and experts.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is tokens or several.
 * @see D. Li, Z. Zhang, S. Yuan, M. Gao, W. Zhang, C. Yang, X. Liu, J. Yang. AdaTT: Adaptive Task-to-Task Fusion Network for Multitask
 *   Learning in Recommendations. KDD 2023. https://doi.org/10.1145/3580305.3599769
 */
export function adatt(options: AdattOptions = {}): Architecture {
  const complete = adattOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'adatt', options: { ...complete } },
    build: (parts) => buildExpertLevels('adatt', { ...complete, others: 'gradient', residual: true }, parts),
  };
}
