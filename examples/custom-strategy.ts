import { type Balancer, BalancerRun, NonFiniteError } from '@equipoise/core';
import { checkBalancer } from '@equipoise/weighting/testing';

/** Weights a task by the inverse of its running mean loss: wᵢ = 1 / mᵢ, mᵢ ← 0.9·mᵢ + 0.1·lᵢ. */
function inverseLoss(): Balancer<readonly (number | null)[]> {
  return {
    name: 'inverse-loss',
    needs: 'losses',
    init: (taskCount) => new Array<null>(taskCount).fill(null),
    weigh({ losses, tasks = [...losses.keys()] }, means) {
      const state = [...means]; // The means of absent tasks do not change.
      losses.forEach((loss, index) => {
        const task = tasks[index] ?? index;
        if (!Number.isFinite(loss)) throw new NonFiniteError(`inverse-loss: the loss of task ${task} is ${loss}.`);
        state[task] = 0.9 * (means[task] ?? loss) + 0.1 * loss;
      });
      return { weights: tasks.map((task) => 1 / Math.max(state[task] ?? 1, 1e-12)), state };
    },
  };
}

checkBalancer(inverseLoss); // Throws if the strategy breaks the contract, and says how.

const run = new BalancerRun(inverseLoss(), 2);
console.log(run.weigh({ losses: [1, 4] })); // [1, 0.25]
console.log(run.weigh({ losses: [2], tasks: [1] })); // The mean is 0.9·4 + 0.1·2: [0, 1 / 3.8]
