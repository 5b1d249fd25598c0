// Measures the claim of MMoE's paper on its own synthetic data: MMoE against a shared bottom with as many parameters, at three correlations of
// the two tasks, over ten seeds, each of which makes data, weights and batches. Writes results/mmoe-claim.json. Takes some minutes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pairedInterval } from '../packages/benchmarks/dist/statistics/paired-interval.js';
import { fit, hardSharing, mlp, mlpHead, mmoe } from '../packages/core/dist/index.js';
import { datasets } from '../packages/datasets/dist/index.js';
import { strategies } from '../packages/weighting/dist/index.js';
import { root } from './markdown.mjs';

const correlations = [1, 0.5, 0];
const seeds = Array.from({ length: 10 }, (_, seed) => seed);
const training = { epochs: 12, batchSize: 256, learningRate: 0.01, engine: 'wasm', threads: 1 };
// Eight experts of 16 and heads of 8, as in section 3 of the paper; 126 units have as many parameters as the experts and gates, within 0.5 %.
const models = {
  'shared-bottom': { architecture: hardSharing(), encoder: mlp({ hidden: [126] }) },
  mmoe: { architecture: mmoe({ experts: 8 }), encoder: mlp({ hidden: [16] }) },
};

/** The mean over the tasks of the squared error on the test split, after the best epoch on the validation split. */
async function errorOf(model, dataset, seed) {
  const options = { ...models[model], ...training, dataset, seed, head: mlpHead({ hidden: [8] }) };
  const { model: trained } = await fit({ ...options, balancer: strategies.equal() });
  const { metrics } = await trained.evaluate(dataset.splits.test);
  const parameters = trained.graph.parameterCount;
  await trained.dispose();
  const errors = Object.values(metrics).map(({ rmse }) => rmse ** 2);
  return { error: errors.reduce((sum, each) => sum + each, 0) / errors.length, parameters };
}

const rows = [];
for (const correlation of correlations) {
  const found = { 'shared-bottom': [], mmoe: [] };
  const parameters = {};
  for (const seed of seeds) {
    const dataset = await datasets['mmoe-synthetic'].load({ correlation, seed });
    for (const model of Object.keys(models)) {
      const { error, parameters: count } = await errorOf(model, dataset, seed);
      found[model].push(error);
      parameters[model] = count;
    }
  }
  const gains = seeds.map((_, index) => found['shared-bottom'][index] - found.mmoe[index]);
  const row = { correlation, parameters, errors: found, gain: pairedInterval(gains) };
  rows.push(row);
  console.log(JSON.stringify({ correlation, gain: row.gain, parameters }));
}
writeFileSync(
  join(root, 'results', 'mmoe-claim.json'),
  `${JSON.stringify({ training, seeds: seeds.length, rows }, null, 2)}\n`,
);
