import { BalancerRun } from '@equipoise/core';
import { parseStrategy, pipeline, strategies } from '@equipoise/weighting';

const balancer = pipeline({
  transform: 'log', // Minimise the logarithms of the losses: their units do not matter.
  weighting: strategies.uncertainty(), // Weight the losses by uncertainty.
  aggregation: strategies.cagrad({ c: 0.4 }), // Aggregate the weighted gradients by CAGrad.
  smoothing: 0.9, // Smooth its weights by a moving average.
  period: 10, // Recompute them every 10 steps.
  clip: 1, // Clip the norm of the update to 1.
});
const same = parseStrategy('log+uncertainty+cagrad(c=0.4)+smoothing=0.9+period=10+clip=1');

const gradients = { losses: [4, 0.5], gramian: [[16, -1], [-1, 1]] }; // prettier-ignore
for (const strategy of [balancer, same]) {
  const run = new BalancerRun(strategy, 2);
  console.log(strategy.needs, run.weigh(gradients));
}
