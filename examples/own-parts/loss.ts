import { configOf, type Loss, number, type OptionsOf, optionsSchema } from '@equipoise/core';
import { add, mean, sqrt, square, sub, type Tensor1D } from '@tensorflow/tfjs-core';

export const charbonnierOptions = optionsSchema('charbonnier', {
  epsilon: number({ default: 0.1, above: 0, meaning: 'ε, the size of an error that counts as small' }),
});

/** A smooth absolute error for regressions: ℓ = mean_o √((x − y)² + ε²). */
export function charbonnier(options: OptionsOf<typeof charbonnierOptions> = {}): Loss {
  const { epsilon } = charbonnierOptions.read(options); // Checks them, and fills in the defaults.
  return {
    name: 'charbonnier',
    form: 'numbers', // What regressions predict; 'classes' and 'labels' are the other forms.
    config: configOf('loss', 'charbonnier', { epsilon }),
    call: (outputs, labels) => mean<Tensor1D>(sqrt(add(square(sub(outputs, labels)), epsilon * epsilon)), 1),
  };
}
