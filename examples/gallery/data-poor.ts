import { fit, selectTasks } from '@equipoise/core';
import { datasets, withFewLabels } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const whole = await datasets['ashrae-thermal-comfort'].load({ seed, size: 8000, download: true });
const poor = withFewLabels(whole, { task: 'preference', share: 0.03, seed });
for (const tasks of [['preference'], ['preference', 'sensation']]) {
  const { model } = await fit({
    dataset: selectTasks(poor, tasks),
    balancer: strategies.equal(),
    epochs: 15,
    batchSize: 64,
    seed,
  });
  const { metrics } = await model.evaluate(whole.splits.test);
  console.log(tasks.join(' with '), metrics.preference);
  await model.dispose();
}
