import { defineStudy } from '@equipoise/benchmarks';

export default defineStudy({
  datasets: ['task-groups(tasks=2)'],
  strategies: ['equal', 'uncertainty'],
  seeds: 3,
  epochs: 10,
  size: 500,
  front: 8,
  distill: ['uncertainty'],
  transfer: 'pairwise',
  affinity: 10,
  conflict: 10,
  dataEfficiency: 'a1',
});
