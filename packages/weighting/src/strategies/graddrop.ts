import { type TransformBalancer, type TransformStep, number, optionsSchema, type OptionsOf } from '@equipoise/core';
import {
  add,
  divNoNan,
  greaterEqual,
  maximum,
  minimum,
  mul,
  sub,
  sum,
  type Tensor1D,
  where,
} from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { column } from '../math/rows.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** Options of {@link graddrop}. */
export const graddropOptions = optionsSchema('graddrop', {
  /** ℓ, from 0 to 1: the share of a dropped entry that is kept; with 1 nothing is dropped. */
  leak: number({ default: 0, min: 0, max: 1, meaning: 'ℓ, the share of a dropped entry that is kept' }),
});

/** Options of {@link graddrop}. */
export type GraddropOptions = OptionsOf<typeof graddropOptions>;

/**
 * Gradient sign dropout: where the task gradients disagree in sign on a parameter, samples one sign and drops the
 * entries of the other.
 *
 *     P = ½ (1 + Σᵢ gᵢ / Σᵢ |gᵢ|)     U ~ uniform(0, 1)     for each parameter
 *     d = Σᵢ (ℓ + (1 − ℓ) mᵢ) gᵢ     mᵢ = 1 if gᵢ > 0 and U < P, or gᵢ < 0 and U > P, else 0
 *
 * ℓ is the leak. The mean of d over U is P·Σ⁺ + (1 − P)·Σ⁻, with the sums of the positive and of the negative entries. Every task
 * weighs 1; the random numbers come from the seed of the run.
 *
 * @param options - Options that differ from the paper's.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Z. Chen, J. Ngiam, Y. Huang, T. Luong, H. Kretzschmar, Y. Chai, D. Anguelov. Just Pick a Sign: Optimizing Deep Multitask
 *   Models with Gradient Sign Dropout. NeurIPS 2020. https://arxiv.org/abs/2010.06808
 */
export function graddrop(options: GraddropOptions = {}): TransformBalancer<GramianRuleState> {
  const owner = 'graddrop';
  const { leak } = graddropOptions.read(options);
  return {
    name: owner,
    config: configOf(graddropOptions, options),
    headPolicy: 'unweighted',
    needs: 'jacobian',
    gradientTransform: { apply: (step) => ({ direction: picked(step, leak) }) },
    init: (taskCount) => ({ taskCount }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      checkFinite(owner, 'loss', stats.losses, present);
      return { weights: present.map(() => 1), state };
    },
  };
}

function picked({ batch, weigh, random }: TransformStep, leak: number): Tensor1D {
  const gradients = mul(batch.jacobian(), column(weigh().weights));
  const [upwards, downwards] = [sum<Tensor1D>(maximum(gradients, 0), 0), sum<Tensor1D>(minimum(gradients, 0), 0)];
  const purity = divNoNan(upwards, sub(upwards, downwards)); // ½ (1 + Σᵢ gᵢ / Σᵢ |gᵢ|)
  const down = greaterEqual(random(purity.shape), purity);
  const kept = where<Tensor1D>(down, downwards, upwards);
  return leak === 0 ? kept : add<Tensor1D>(kept, mul(leak, where(down, upwards, downwards)));
}

/** Card of {@link graddrop}, for the docs and the command line. */
export const graddropCard: StrategyCard = {
  title: 'Gradient sign dropout (GradDrop)',
  summary:
    'Where the task gradients disagree in sign on a parameter, samples one sign and drops the entries of the other.',
  formula:
    'd = Σᵢ (ℓ + (1 − ℓ) mᵢ) gᵢ;  mᵢ = [gᵢ > 0][U < P] + [gᵢ < 0][U > P];  P = ½ (1 + Σᵢ gᵢ / Σᵢ |gᵢ|), U uniform, for each parameter',
  paper: 'Just Pick a Sign: Optimizing Deep Multitask Models with Gradient Sign Dropout',
  authors: 'Z. Chen, J. Ngiam, Y. Huang, T. Luong, H. Kretzschmar, Y. Chai, D. Anguelov',
  venue: 'NeurIPS',
  year: 2020,
  link: 'https://arxiv.org/abs/2010.06808',
  needs: 'jacobian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'If all gradients agree in sign, the update is their sum.',
    'Scaling all gradients by the same constant scales the update by it. Scaling one changes the probabilities of the signs.',
  ],
  options: graddropOptions,
  departures: [
    'Works on the gradients of the shared parameters, as in TorchJD 0.17 and the code of FAMO; the paper and LibMTL work on the gradients of the shared representation, and use the sign of its entries.',
    'The sum of the kept entries, as in the paper; the code of FAMO takes the mean.',
    'A parameter with zero gradient for every task does not change; the paper’s formula divides 0 by 0 there.',
  ],
};
