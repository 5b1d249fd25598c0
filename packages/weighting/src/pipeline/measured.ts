import { InvalidOptionError, type GradientTransform, type TransformStep } from '@equipoise/core';
import { matMul } from '@tensorflow/tfjs-core';

/**
 * The gradient transform of a weighting that also measures the Gramian, for the parts after it.
 *
 * @param owner - The name of the pipeline.
 * @param transform - The gradient transform.
 * @throws {@link @equipoise/core!InvalidOptionError} when, while it is traced, it returns a direction of its own: there is nothing to aggregate then.
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
