import { cnn, fit, selectTasks } from '@equipoise/core';
import { datasets, withFewLabels } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// Not for diagnosis: 910 images of 64 × 64 pixels, split by patient.
const seed = Number(process.env.SEED ?? 0);
const whole = await datasets['nih-chest-xray-910'].load({ seed });
const few = withFewLabels(whole, { task: 'pneumonia', share: 0.1, seed });
for (const tasks of [['pneumonia'], ['pneumonia', 'age', 'sex', 'view']]) {
  const { model } = await fit({
    dataset: selectTasks(few, tasks),
    balancer: strategies.equal(),
    encoder: cnn({ filters: [4, 8, 16], kernel: 3, features: 32 }),
    epochs: 8,
    batchSize: 32,
    learningRate: 0.003,
    seed,
  });
  const { metrics } = await model.evaluate(selectTasks(whole, tasks).splits.test);
  console.log(tasks.join(' with '), metrics.pneumonia);
  await model.dispose();
}
