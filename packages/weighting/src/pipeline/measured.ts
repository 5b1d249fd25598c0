import { InvalidOptionError, type GradientTransform, type TransformStep } from '@equipoise/core';
import { matMul } from '@tensorflow/tfjs-core';

/**
 * The gradient transform of a weighting, made to measure the Gramian besides, for the parts after it.
 *
 * @param owner - Whose gradient transform it becomes.
 * @param transform - The gradient transform.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is traced and goes a way of its own: there is nothing to aggregate then.
 */
export function measuringGramian(owner: string, transform: GradientTransform): GradientTransform {
  return {
    ...transform,
    apply(step: TransformStep) {
      const weigh: TransformStep['weigh'] = (measured = {}) => {
        const jacobian = step.batch.jacobian();
        return step.weigh({ gramian: matMul(jacobian, jacobian, false, true), ...measured });
      };
      const result = transform.apply({ ...step, weigh });
      if (result.direction ?? result.update) {
        throw new InvalidOptionError(
          owner,
          'weighting',
          'a strategy that answers weights only',
          'one with a direction of its own',
        );
      }
      weigh();
      return result;
    },
  };
}
