import { InvalidOptionError, type Plan, type PlanStep } from '@equipoise/core';
import { matMul } from '@tensorflow/tfjs-core';

/**
 * The plan of a weighting, made to measure the Gramian besides, for the parts after it.
 *
 * @param owner - Whose plan it becomes.
 * @param plan - The plan.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is traced and goes a way of its own: there is nothing to aggregate then.
 */
export function measuringGramian(owner: string, plan: Plan): Plan {
  return {
    ...plan,
    follow(step: PlanStep) {
      const weigh: PlanStep['weigh'] = (measured = {}) => {
        const jacobian = step.batch.jacobian();
        return step.weigh({ gramian: matMul(jacobian, jacobian, false, true), ...measured });
      };
      const result = plan.follow({ ...step, weigh });
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
