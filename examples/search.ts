import { asha, joinSpaces, optionsAt, searchOf, type Space, startSearch, tpeSearch } from '@equipoise/benchmarks';
import type { Outcome, Suggestion } from '@equipoise/benchmarks';
import { adamw, adamwOptions, fit } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { dwa, dwaOptions } from '@equipoise/weighting';

const dataset = await datasets.penguins.load();
const parts = {
  optimizer: searchOf(adamwOptions, { weightDecay: {} }),
  strategy: searchOf(dwaOptions, { temperature: [0.5, 5] }),
};
const space: Space = [
  ...joinSpaces(parts),
  { name: 'learningRate', type: 'number', low: 1e-4, high: 0.1, scale: 'log' },
];
const suggester = startSearch(tpeSearch({ startup: 5 }), { space, seed: 0, mode: 'min' });
const pruner = asha({ min: 2, eta: 2 }).start('min');

/** The lowest relative loss on the validation split, or where the pruner stopped the trial. */
async function train({ id, values }: Suggestion): Promise<Outcome> {
  const { optimizer, strategy } = optionsAt(parts, values);
  let [value, stoppedAt] = [Number.POSITIVE_INFINITY, 0];
  const { model } = await fit({
    dataset,
    epochs: 8,
    batchSize: 32,
    balancer: dwa(strategy),
    optimizer: adamw(optimizer),
    learningRate: Number(values.learningRate),
    callbacks: [
      {
        name: 'pruner',
        onEpochEnd({ epoch, monitored }, run) {
          value = Math.min(value, monitored);
          if (pruner.report(String(id), epoch + 1, value) === 'continue') return;
          stoppedAt = epoch + 1;
          run.stop('pruned');
        },
      },
    ],
  });
  await model.dispose();
  return stoppedAt > 0 ? { value, stoppedAt } : value;
}

for (let trial = 0; trial < 12; trial += 1) {
  const suggestion = suggester.ask();
  if (suggestion) suggester.tell(suggestion.id, await train(suggestion));
}
const { trials } = suggester.state();
console.log(`${trials.filter(({ outcome }) => typeof outcome === 'object').length} of 12 trials were stopped early`);
console.log('best', suggester.best());
