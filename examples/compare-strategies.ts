import { compare, executeTrial, openStore, planStudy, settings } from '@equipoise/benchmarks';
import { datasets } from '@equipoise/datasets';

const study = await planStudy(await datasets.penguins.load(), {
  arms: ['equal', 'gradnorm(alpha=0.5)'].map((strategy) => ({ name: strategy, strategy })),
  seeds: 2,
  training: { ...settings.penguins, epochs: 10 },
  engine: 'auto',
  threads: 1,
});
const store = openStore('equipoise-results', console.warn); // Runs that are there are not made again.
const [compared] = await compare({
  studies: [study],
  store,
  execute: (config, onStep) => executeTrial(config, { onStep }),
});

for (const [name, { deltaM }] of Object.entries(compared?.comparison.strategies ?? {})) {
  console.log(`${name}: Δm ${deltaM.perTask?.toFixed(1)} %`);
}
