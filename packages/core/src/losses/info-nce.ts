import {
  add,
  cast,
  div,
  equal,
  eye,
  fill,
  greater,
  logSumExp,
  matMul,
  maximum,
  mul,
  reshape,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  transpose,
  where,
} from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { requireLabelColumns } from './label-columns.ts';
import type { Loss } from './loss.ts';

/** Options of {@link infoNce}. */
export const infoNceOptions = optionsSchema('info-nce', {
  temperature: number({
    default: 0.1,
    above: 0,
    scale: 'log',
    search: [0.05, 1],
    meaning: 'what cosines are divided by: the smaller, the more the nearest others count',
  }),
});

/** Keeps lengths above 0. */
const epsilon = 1e-12;

/**
 * The contrastive loss over a batch: an embedding should be nearer to those of its group than to all others (InfoNCE, NT-Xent; with several of a group
 * the supervised contrastive loss).
 *
 *     ℓᵢ = −mean_{p ∈ Pᵢ} log( exp(sᵢₚ / τ) / Σ_{j ≠ i} exp(sᵢⱼ / τ) )        sᵢⱼ = xᵢ·xⱼ / (‖xᵢ‖ ‖xⱼ‖)        Pᵢ = { p ≠ i: gₚ = gᵢ }
 *
 * x are the embeddings and g the groups of the examples of a batch, τ is the temperature. The loss of a batch is the mean over the examples that have
 * another of their group in it; that of an example depends on the others. One without a label (group 0) is neither in a mean nor in a sum. Needs the square
 * of the batch size in memory.
 *
 * @param options - The temperature.
 * @throws {@link InvalidOptionError} when it is not above 0.
 * @see A. van den Oord, Y. Li, O. Vinyals. Representation Learning with Contrastive Predictive Coding. 2018. https://arxiv.org/abs/1807.03748;
 *   T. Chen et al. A Simple Framework for Contrastive Learning of Visual Representations. ICML 2020. https://arxiv.org/abs/2002.05709;
 *   P. Khosla et al. Supervised Contrastive Learning. NeurIPS 2020. https://arxiv.org/abs/2004.11362 (its L_out)
 */
export function infoNce(options: OptionsOf<typeof infoNceOptions> = {}): Loss {
  const name = infoNceOptions.owner;
  const complete = infoNceOptions.read(options);
  return {
    name,
    form: 'embedding',
    config: configOf('loss', name, complete),
    call(outputs, labels) {
      const [size] = (outputs as Tensor2D).shape;
      requireLabelColumns(name, size, 1, labels);
      const unit = div<Tensor2D>(outputs, sqrt(add(sum(square(outputs), 1, true), epsilon)));
      const cosines = div(matMul(unit, unit, false, true), complete.temperature);
      const { others, positives } = pairsOf(labels);
      const counted = where(greater(others, 0), cosines, fill([size, size], -1e30));
      const positive = div(sum<Tensor1D>(mul(positives, cosines), 1), maximum(sum(positives, 1), 1));
      return sub(logSumExp<Tensor1D>(counted, 1), positive);
    },
    weight: (labels) => cast(greater(sum<Tensor1D>(pairsOf(labels).positives, 1), 0), 'float32'),
  };
}

/** 1 for each pair of different examples with a label, and for each that is of one group too: examples × examples. */
function pairsOf(labels: Tensor): { readonly others: Tensor; readonly positives: Tensor } {
  const [size] = (labels as Tensor2D).shape;
  const known = reshape(cast(greater(labels, 0), 'float32'), [size, 1]);
  const others = mul(mul(known, transpose(known)), sub(1, eye(size)));
  return { others, positives: mul(others, cast(equal(labels, transpose(labels)), 'float32')) };
}
