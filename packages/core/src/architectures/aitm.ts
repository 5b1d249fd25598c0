import { mean, mul, relu as positivePart, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { dense } from '../layers/dense.ts';
import { flatten } from '../layers/flatten.ts';
import type { Run } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { sequential } from '../layers/sequential.ts';
import { lookup } from '../lookup.ts';
import { configOf } from '../options/config.ts';
import { flag, integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { type Architecture, byTask } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { chainOf, chainOption, jointLogits, stepsTo } from './chain.ts';
import { hardSharing } from './hard-sharing.ts';
import { buildTransfer } from './transfer.ts';

/** Options of {@link aitm}. */
export const aitmOptions = optionsSchema('aitm', {
  chain: chainOption(),
  units: integer({ default: 32, min: 1, search: [8, 128], meaning: 'the width of the towers' }),
  product: flag({
    default: true,
    meaning:
      'whether the probability of an event is a product with that of the event before, so that it is never larger',
  }),
  calibrator: number({
    default: 0.6,
    min: 0,
    search: [0, 1],
    meaning:
      'α, how much is added to the loss where an event is more probable than the one before; with product it never is',
  }),
});

/** Options of {@link aitm}. */
export type AitmOptions = OptionsOf<typeof aitmOptions>;

/** What is known of {@link aitm}. */
export const aitmCard: ArchitectureCard = {
  name: aitmOptions.owner,
  title: 'AITM',
  summary:
    'Events that follow each other: the tower of an event learns by attention how much it takes over from that of the event before.',
  paper:
    'Modeling the Sequential Dependence among Audience Multi-step Conversions with Multi-task Learning in Targeted Display Advertising',
  authors: 'D. Xi, Z. Chen, P. Yan, Y. Zhang, Y. Zhu, F. Zhuang, Y. Chen',
  venue: 'KDD',
  year: 2021,
  link: 'https://doi.org/10.1145/3447548.3467071',
  parameters: 'E + K · (f · units + units) + (K - 1) · (4 · units^2 + units) + H',
  departures: [
    'With `product`, the default, probabilities are in order by construction; with product=false only the calibrator of the paper asks for it.',
    'The tasks share the whole encoder, in the paper its embeddings only; towers have one layer.',
  ],
};

/**
 * Adaptive information transfer, for events that follow each other, such as exposure, click, buy: the tower of an event learns how much it takes over from
 * that of the event before.
 *
 *     q_k = relu(U_k e(x))        p_k = relu(G_k z_{k−1})        z_1 = q_1
 *     z_k = Σ_{u ∈ {p_k, q_k}} softmax_u(⟨A_k u, B_k u⟩ / √units) · C_k u        output k = head_k(z_k)
 *
 * e is an encoder that all tasks share. The label of a task says whether its event happened, for every example: 0 where an event before it did not. With
 * `product` an output is the logit of an event given the one before, and what the model gives is the logit of their product, as in {@link esmm}. Without it, it is the paper's: an
 * output is the logit of the event, and training minimises α · mean(max(0, P(y_k) − P(y_{k−1}))) besides, summed over k (see {@link Run.penalize}), so that the order of the
 * probabilities is learnt but not certain. Tasks outside of the chain share the encoder as in {@link hardSharing}.
 *
 * Departures: `product` is not in the paper. The paper's tasks share embeddings and have towers of several layers: take `tabular({ hidden: [] })` for the former.
 *
 * @param options - The chain and the towers.
 * @throws {@link InvalidOptionError} when an option is out of range, or the chain is not two or more different binary tasks.
 * @see D. Xi, Z. Chen, P. Yan, Y. Zhang, Y. Zhu, F. Zhuang, Y. Chen. Modeling the Sequential Dependence among Audience Multi-step Conversions with
 *   Multi-task Learning in Targeted Display Advertising. KDD 2021. https://doi.org/10.1145/3447548.3467071
 */
export function aitm(options: AitmOptions = {}): Architecture {
  const { chain, units, product, calibrator } = aitmOptions.read(options);
  return {
    config: configOf('architecture', 'aitm', { chain, units, product, calibrator }),
    build(parts) {
      const { tasks, scope } = parts;
      const steps = chainOf('aitm', tasks, chain);
      const tower = sequential([flatten(), dense({ units }), relu()]);
      const inChain = new Set(steps.map(({ name }) => name));
      const sharing = hardSharing().build({
        ...parts,
        head: (task, features) =>
          inChain.has(task.name)
            ? tower.build(features, scope.child('towers').child(task.name))
            : parts.head(task, features),
      });
      const transfers = steps.map(({ name }, index) =>
        index === 0 ? undefined : buildTransfer(units, scope.child('transfers').child(name)),
      );
      const heads = new Map(steps.map((task) => [task.name, parts.head(task, { shape: [units], dtype: 'float32' })]));
      return {
        call(batch, wanted, run) {
          const reached = stepsTo(steps, wanted);
          const shared = sharing.call(batch, [...new Set([...reached, ...wanted])], run);
          let before: Tensor | undefined;
          const logits = byTask(reached, ({ name }) => {
            const own = lookup(shared, name);
            const transfer = transfers[reached.findIndex((step) => step.name === name)];
            before = before && transfer ? transfer(before, own, run) : own;
            return lookup(heads, name).call(before, run);
          });
          if (!product && calibrator > 0) penalizeOrder(Object.values(logits), calibrator, run);
          const outputs = { ...shared, ...(product ? jointLogits(reached, logits) : logits) };
          return byTask(wanted, ({ name }) => lookup(outputs, name));
        },
      };
    },
  };
}

function penalizeOrder(logits: readonly Tensor[], calibrator: number, run: Run): void {
  logits.slice(1).forEach((logit, index) => {
    const excess = sub(sigmoid(logit), sigmoid(at(logits, index)));
    run.penalize(mul(mean(positivePart(excess)), calibrator));
  });
}
