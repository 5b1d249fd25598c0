import { configOf, number, type Optimizer, type OptionsOf, optionsSchema } from '@equipoise/core';
import { add, div, mul, neg, norm, type Tensor1D, zerosLike } from '@tensorflow/tfjs-core';

export const normalizedOptions = optionsSchema('normalized', {
  beta: number({ default: 0.9, min: 0, below: 1, meaning: 'β, the share of the mean gradient that is kept' }),
});

/** Every step is as long as the learning rate: m ← β m + (1 − β) g, θ ← θ − η m / ‖m‖. */
export function normalized(options: OptionsOf<typeof normalizedOptions> = {}): Optimizer {
  const { beta } = normalizedOptions.read(options);
  return {
    config: configOf('optimizer', 'normalized', { beta }),
    weightDecay: 0,
    slots: { mean: 'parameters' }, // A vector as long as the parameters, which starts at 0.
    update(gradient, { mean: before = zerosLike(gradient) }, { learningRate }) {
      const mean: Tensor1D = add(mul(before, beta), mul(gradient, 1 - beta));
      return { update: mul(neg(learningRate), div(mean, add(norm(mean), 1e-12))), slots: { mean } };
    },
  };
}
