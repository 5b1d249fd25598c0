import {
  add,
  mean,
  mul,
  neg,
  reshape,
  softplus,
  sub,
  type Tensor,
  tensor1d,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { columnOf } from '../tasks/column.ts';
import type { Target } from '../tasks/target.ts';
import { frequenciesLoss } from './class-logits.ts';
import { balancedWeights, knownWeights, weightsOption } from './class-weights.ts';
import { sharesLoss } from './label-logits.ts';
import { labelsLike } from './labels-like.ts';
import type { Loss } from './loss.ts';

/** Options of {@link sigmoidCrossEntropy}. */
export const sigmoidCrossEntropyOptions = optionsSchema('sigmoid-cross-entropy', {
  labelSmoothing: number({
    default: 0,
    min: 0,
    below: 1,
    search: [0, 0.2],
    meaning: 'the share of the truth that is spread over yes and no',
  }),
  classWeights: weightsOption({
    otherwise: '1 for both',
    meaning: 'how much an example with no and one with yes count, for binary tasks',
  }),
  positiveWeights: weightsOption({
    otherwise: '1 for every label',
    meaning: 'what the loss at a yes is multiplied by, for each label; balanced: the number of noes over that of yeses',
  }),
});

/** Options of {@link sigmoidCrossEntropy}. */
export type SigmoidCrossEntropyOptions = OptionsOf<typeof sigmoidCrossEntropyOptions>;

/**
 * The cross-entropy of each yes or no of a binary or multilabel task, averaged over the labels of an example.
 *
 *     ℓ = mean_l( −p t log σ(x) − (1 − t) log(1 − σ(x)) )        t = (1 − ε) z + ε / 2
 *
 * x is an output (logit), z its label, 0 or 1, ε the label smoothing, and p the label's positive weight. Without weights it is computed as
 * mean_l( softplus(x) − x t ), which stays finite for logits of any size. Class weights [no, yes] weigh the examples of a binary task: the
 * loss of a batch is Σ w_z ℓ / Σ w_z, as in scikit-learn. Positive weights are those of PyTorch's `BCEWithLogitsLoss`, and are not divided
 * out again.
 *
 * @param options - Label smoothing and weights.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function sigmoidCrossEntropy(options: SigmoidCrossEntropyOptions = {}): Loss {
  const name = sigmoidCrossEntropyOptions.owner;
  const complete = sigmoidCrossEntropyOptions.read(options);
  const { labelSmoothing, classWeights, positiveWeights } = complete;
  const smooth = (truth: number): number => (1 - labelSmoothing) * truth + labelSmoothing / 2;
  const positive = (label: number): number =>
    positiveWeights ? (knownWeights(name, positiveWeights)[label] ?? Number.NaN) : 1;
  const balanced = classWeights === 'balanced' || positiveWeights === 'balanced';
  const fitted = (training: ArrayLike<number>, { count }: Target): Loss =>
    sigmoidCrossEntropy({
      labelSmoothing,
      classWeights: classWeights === 'balanced' ? balancedWeights(training, 2) : classWeights,
      positiveWeights: positiveWeights === 'balanced' ? noesOverYeses(training, count) : positiveWeights,
    });
  return {
    name,
    form: 'labels',
    config: configOf('loss', name, complete),
    call(outputs, labels) {
      const given = labelsLike(name, outputs, labels);
      const truth = labelSmoothing === 0 ? given : add(mul(given, 1 - labelSmoothing), labelSmoothing / 2);
      if (!positiveWeights) return mean<Tensor1D>(sub(softplus(outputs), mul(outputs, truth)), 1);
      const yes = mul(mul(truth, tensor1d([...knownWeights(name, positiveWeights)])), softplus(neg(outputs)));
      return mean<Tensor1D>(add(yes, mul(sub(1, truth), softplus(outputs))), 1);
    },
    misfit({ count }) {
      if (classWeights && count !== 1) return 'one without class weights for several labels (use positiveWeights)';
      if (Array.isArray(classWeights) && classWeights.length !== 2) return 'one with 2 class weights (no, yes)';
      if (!Array.isArray(positiveWeights) || positiveWeights.length === count) return undefined;
      return `one with ${count} positive weights`;
    },
    constant(training, measured, target) {
      if (balanced) return fitted(training, target).constant?.(training, measured, target) ?? Number.NaN;
      const loss = (share: number, label: number, column = 0) => {
        const truth = smooth(label);
        const [yes, no] = [Math.log(smooth(share)), Math.log(1 - smooth(share))];
        return -(positive(column) * truth * yes + (1 - truth) * no);
      };
      if (!classWeights) return sharesLoss(training, measured, target.count, loss, positive);
      const weights = knownWeights(name, classWeights);
      return frequenciesLoss(training, measured, weights, ([, yes = Number.NaN], label) => loss(yes, label));
    },
    ...(classWeights && {
      weight(labels: Tensor) {
        const [no = 1, yes = 1] = knownWeights(name, classWeights);
        return reshape(add(mul(labels, yes - no), no), [-1]);
      },
    }),
    ...(balanced && { fitted }),
  };
}

function noesOverYeses(training: ArrayLike<number>, labels: number): readonly number[] {
  return Array.from({ length: labels }, (_, label) => {
    const known = columnOf(training, labels, label);
    const yeses = known.reduce((sum, each) => sum + each, 0);
    return Math.max(known.length - yeses, 1) / Math.max(yeses, 1);
  });
}
