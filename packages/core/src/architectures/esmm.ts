import { lookup } from '../lookup.ts';
import { configOf } from '../options/config.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { type Architecture, byTask } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { chainOf, chainOption, jointLogits, stepsTo } from './chain.ts';
import { hardSharing } from './hard-sharing.ts';

/** Options of {@link esmm}. */
export const esmmOptions = optionsSchema('esmm', { chain: chainOption() });

/** Options of {@link esmm}. */
export type EsmmOptions = OptionsOf<typeof esmmOptions>;

/** What is known of {@link esmm}. */
export const esmmCard: ArchitectureCard = {
  name: esmmOptions.owner,
  title: 'ESMM',
  summary:
    'Events that follow each other: the probability of an event is the product of those of the steps that lead to it, learnt over all examples.',
  paper: 'Entire Space Multi-Task Model: An Effective Approach for Estimating Post-Click Conversion Rate',
  authors: 'X. Ma, L. Zhao, G. Huang, Z. Wang, Z. Hu, X. Zhu, K. Gai',
  venue: 'SIGIR',
  year: 2018,
  link: 'https://doi.org/10.1145/3209978.3210104',
  parameters: 'E + H',
  departures: [
    'The tasks share the whole encoder, in the paper its embeddings only.',
    'The chain may have more than two events.',
  ],
};

/**
 * Entire space multi-task model, for events that follow each other, such as exposure, click, buy: all are learnt over all examples, and the probability of
 * an event is the product of those of the steps that lead to it. So no event is more probable than the one before.
 *
 *     P(y_k = 1) = Π_{j ≤ k} σ(h_j(x))
 *
 * h_k is the output of the head of task k of the chain over an encoder that all tasks share; it is not trained on examples that reached event k − 1 alone, which would be biased. The label of a task says whether its event
 * happened, for every example: 0 where an event before it did not. What the model gives for a task of the chain is the logit of this product, so that losses, metrics, decoding and
 * exports are those of every binary task; it is computed from the logits of the steps, without a probability between that could round to 0 or 1. The
 * conversion rate of the paper, P(buy | click), is the quotient of two predictions. Tasks outside of the chain share the encoder as in
 * {@link hardSharing}.
 *
 * Departures: in the paper the tasks share embeddings, and each has dense layers of its own: take `tabular({ hidden: [] })` with heads that have
 * hidden layers for that. The chain may have more than two events.
 *
 * @param options - The chain.
 * @throws {@link InvalidOptionError} when the chain is not two or more different binary tasks.
 * @see X. Ma, L. Zhao, G. Huang, Z. Wang, Z. Hu, X. Zhu, K. Gai. Entire Space Multi-Task Model: An Effective Approach for Estimating Post-Click
 *   Conversion Rate. SIGIR 2018. https://doi.org/10.1145/3209978.3210104
 */
export function esmm(options: EsmmOptions = {}): Architecture {
  const { chain } = esmmOptions.read(options);
  return {
    config: configOf('architecture', 'esmm', { chain }),
    build(parts) {
      const steps = chainOf('esmm', parts.tasks, chain);
      const sharing = hardSharing().build(parts);
      return {
        call(batch, wanted, run) {
          const reached = stepsTo(steps, wanted);
          const outputs = sharing.call(batch, [...new Set([...reached, ...wanted])], run);
          const joint = { ...outputs, ...jointLogits(reached, outputs) };
          return byTask(wanted, ({ name }) => lookup(joint, name));
        },
      };
    },
  };
}
