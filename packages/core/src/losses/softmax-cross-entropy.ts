import { add, logSoftmax, mean, mul, neg, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Target } from '../tasks/target.ts';
import { frequenciesLoss, oneHotClasses, weightsByClass } from './class-logits.ts';
import { balancedWeights, knownWeights, weightsOption } from './class-weights.ts';
import type { Loss } from './loss.ts';

/** Options of {@link softmaxCrossEntropy}. */
export const softmaxCrossEntropyOptions = optionsSchema('softmax-cross-entropy', {
  labelSmoothing: number({
    default: 0,
    min: 0,
    below: 1,
    search: [0, 0.2],
    meaning: 'the share of the truth that is spread over all classes',
  }),
  classWeights: weightsOption({ otherwise: '1 for every class', meaning: 'how much an example of each class counts' }),
});

/** Options of {@link softmaxCrossEntropy}. */
export type SoftmaxCrossEntropyOptions = OptionsOf<typeof softmaxCrossEntropyOptions>;

/**
 * The cross-entropy of a multiclass task.
 *
 *     ℓ = −Σ_k t_k log softmax(x)_k        t_k = (1 − ε) [k = c] + ε / K
 *
 * x are the outputs (logits) for an example, c is its class, K the number of classes and ε the label smoothing: with ε = 0, minus the log
 * probability of the true class. Exact for logits of any size, by log-softmax. With class weights the loss of a batch is the weighted mean
 * Σ w_c ℓ / Σ w_c, as in PyTorch and scikit-learn; c is the true class, with label smoothing as well.
 *
 * @param options - Label smoothing and class weights.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function softmaxCrossEntropy(options: SoftmaxCrossEntropyOptions = {}): Loss {
  const name = softmaxCrossEntropyOptions.owner;
  const complete = softmaxCrossEntropyOptions.read(options);
  const { labelSmoothing, classWeights } = complete;
  const weightsOf = (training: ArrayLike<number>, classes: number): readonly number[] => {
    if (classWeights === 'balanced') return balancedWeights(training, classes);
    return classWeights ?? new Array<number>(classes).fill(1);
  };
  return {
    name,
    form: 'classes',
    config: configOf('loss', name, complete),
    call(outputs, labels) {
      const truth = oneHotClasses(name, outputs, labels);
      const logs = logSoftmax(outputs);
      const hard = neg<Tensor1D>(sum(mul(truth, logs), 1));
      if (labelSmoothing === 0) return hard;
      return add(mul(hard, 1 - labelSmoothing), mul(mean(logs, 1), -labelSmoothing));
    },
    misfit: ({ count }) =>
      !Array.isArray(classWeights) || classWeights.length === count ? undefined : `one with ${count} class weights`,
    constant: (training, measured, { count }) =>
      frequenciesLoss(training, measured, weightsOf(training, count), (frequencies, label) => {
        const smoothed = frequencies.map((share) => -Math.log((1 - labelSmoothing) * share + labelSmoothing / count));
        const average = smoothed.reduce((total, each) => total + each, 0) / count;
        return (1 - labelSmoothing) * (smoothed[label] ?? Number.NaN) + labelSmoothing * average;
      }),
    ...(classWeights && {
      weight: (labels: Tensor) => weightsByClass(labels, knownWeights(name, classWeights)),
    }),
    ...(classWeights === 'balanced' && {
      fitted: (training: ArrayLike<number>, { count }: Target) =>
        softmaxCrossEntropy({ labelSmoothing, classWeights: balancedWeights(training, count) }),
    }),
  };
}
