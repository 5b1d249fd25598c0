import { defineStudy } from '@equipoise/benchmarks';

export default defineStudy({
  datasets: ['penguins'],
  strategies: ['equal', 'uncertainty', { strategy: 'gradnorm', search: { alpha: [0.5, 2.5] } }],
  seeds: 5,
  epochs: 40,
  tune: { trials: 10, training: { learningRate: [0.0005, 0.05] }, optimizer: { weightDecay: {} }, maxEpochs: 160 },
});
