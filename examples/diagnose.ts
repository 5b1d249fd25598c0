import { gradientCosines, magnitudeSimilarities } from '@equipoise/benchmarks';
import { fit } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { conditionNumber, strategies } from '@equipoise/weighting';

const dataset = await datasets.penguins.load({ seed: 0 });
const { model, history } = await fit({
  dataset,
  balancer: strategies.equal(),
  epochs: 4,
  batchSize: 32,
  diagnostics: { layers: 5, update: 5 }, // A look every 5 steps.
});
for (const { step, layerGramians = {}, updateGramian } of history.steps) {
  for (const [layer, gramian] of Object.entries(layerGramians)) {
    const [cosine] = gradientCosines(gramian); // Of each pair of tasks; here of the first.
    const [size] = magnitudeSimilarities(gramian);
    const condition = conditionNumber(gramian);
    console.log(step, layer, cosine?.cosine.toFixed(2), size?.similarity.toFixed(2), condition.toFixed(1));
  }
  if (!updateGramian) continue;
  // The last row and column are the update that was applied: the least cosine is that of the task which it served least.
  const served = gradientCosines(updateGramian).filter(({ second }) => second === dataset.tasks.length);
  console.log(step, 'update', Math.min(...served.map(({ cosine }) => cosine)).toFixed(2));
}
await model.dispose();
