import { BalancerRun } from '@equipoise/core';
import { parseStrategy, pipeline, strategies } from '@equipoise/weighting';

const balancer = pipeline({
  transform: 'log', // Minimise the logarithms, so that the losses' units do not matter,
  weighting: strategies.uncertainty(), // weigh them by their uncertainty,
  aggregation: strategies.cagrad({ c: 0.4 }), // take the conflict-averse direction of what is weighed,
  smoothing: 0.9, // follow its weights slowly,
  period: 10, // ask it in every tenth step only,
  clip: 1, // and make no longer steps than 1.
});
const same = parseStrategy('log+uncertainty+cagrad(c=0.4)+smoothing=0.9+period=10+clip=1');

const gradients = { losses: [4, 0.5], gramian: [[16, -1], [-1, 1]] }; // prettier-ignore
for (const strategy of [balancer, same]) {
  const run = new BalancerRun(strategy, 2);
  console.log(strategy.needs, run.weigh(gradients));
}
