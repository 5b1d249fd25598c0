import { defineMetric, InvalidOptionError } from '@equipoise/core';

/** The largest error of a regression, in the unit of the target: maxᵢ |xᵢ − yᵢ|. */
export const maxError = defineMetric('max-error', 'min', (kind) => {
  if (!kind.numbers) throw new InvalidOptionError('max-error', 'kind', 'a kind of task with numbers', kind.name);
  let largest = Number.NaN; // Without labels it is not defined.
  return {
    update(batch) {
      for (const { outputs, labels } of kind.numbers?.(batch) ?? [])
        for (const [row, output] of outputs.entries()) {
          const error = Math.abs(output - (labels[row] ?? Number.NaN));
          if (!(error <= largest)) largest = error;
        }
    },
    compute: () => largest,
  };
});
