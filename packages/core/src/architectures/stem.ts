import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { buildExpertLevels } from './expert-levels.ts';

/** Options of {@link stem}. */
export const stemOptions = optionsSchema('stem', {
  levels: integer({ default: 1, min: 1, search: [1, 2], meaning: 'levels of experts' }),
  own: integer({ default: 1, min: 1, search: [1, 4], meaning: 'experts of each task, in each level' }),
  shared: integer({ default: 1, min: 1, search: [1, 4], meaning: 'experts of all tasks, in each level' }),
});

/** Options of {@link stem}. */
export type StemOptions = OptionsOf<typeof stemOptions>;

/** What is known of {@link stem}. */
export const stemCard: ArchitectureCard = {
  name: stemOptions.owner,
  title: 'STEM',
  summary:
    'Every task has embeddings and experts of its own beside shared ones; it reads those of all tasks, and trains its own and the shared ones.',
  paper: 'STEM: Unleashing the Power of Embeddings for Multi-Task Recommendation',
  authors: 'L. Su, J. Pan, X. Wang, X. Xiao, S. Quan, X. Chen, J. Jiang',
  venue: 'AAAI',
  year: 2024,
  link: 'https://doi.org/10.1609/aaai.v38i8.28749',
  parameters:
    '(K · own + shared) · (E + (levels - 1) · (f^2 + f)) + K · (K · own + shared) · (d + (levels - 1) · f) + (K · own + shared) · ((levels > 1) · d + max(levels - 2, 0) · f) + H',
  departures: [
    'A gate has one layer and embeddings of its own; in the paper it reads the sum of the task’s and the shared embeddings.',
    'With several experts, each has embeddings of its own.',
  ],
};

/**
 * Shared and task-specific embeddings: every task has embeddings of its own beside the shared ones. The gate of a task mixes the experts of all tasks
 * and the shared ones, but only its own and the shared ones learn from it: all-forward, task-specific-backward.
 *
 *     f_k(x) = Σ_e softmax(W_k x)_e · ẽ(x)        ẽ = e for experts of k and shared ones, stop(e) for those of other tasks
 *
 * An expert is an encoder with its embeddings, so embeddings of a task are in its experts, and the shared ones in the shared experts. Between levels the shared stream mixes all
 * experts, and they learn from it; the experts above the first level are dense layers with ReLU of the same width. Gates start at 0: all experts count alike; categories of a table
 * are embedded for them. The data set must have one input, of numbers.
 *
 * Departures: the gate of a task has embeddings of its own, and one layer; in the paper it reads the sum of the task's and the shared embeddings. With several experts, each has
 * embeddings of its own.
 *
 * @param options - The levels and experts.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is tokens or several.
 * @see L. Su, J. Pan, X. Wang, X. Xiao, S. Quan, X. Chen, J. Jiang. STEM: Unleashing the Power of Embeddings for Multi-task
 *   Recommendation. AAAI 2024. https://doi.org/10.1609/aaai.v38i8.28749
 */
export function stem(options: StemOptions = {}): Architecture {
  const complete = stemOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'stem', options: { ...complete } },
    build: (parts) => buildExpertLevels('stem', { ...complete, others: 'values' }, parts),
  };
}
