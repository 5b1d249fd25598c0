// Makes and disposes of models, one after the other, and prints the memory of the process after each in MB: all of it, and the heap of JavaScript;
// and the tensors that TensorFlow.js holds. For `node --expose-gc`.
import { fit, mlp } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { parseStrategy } from '@equipoise/weighting';
import { memory } from '@tensorflow/tfjs-core';

const count = Number(process.argv[2]);
const dataset = await datasets.penguins.load();
const mb = (bytes) => Number((bytes / 2 ** 20).toFixed(1));
const seen = [];
for (let index = 0; index < count; index += 1) {
  const parts = { encoder: mlp({ hidden: [8 + (index % 7)] }), balancer: parseStrategy('equal') };
  const { model } = await fit({ ...parts, dataset, epochs: 1, batchSize: 64, engine: 'wasm' });
  await model.dispose();
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  seen.push({ rss: mb(rss), heap: mb(heapUsed), tensors: memory().numTensors });
}
process.stdout.write(JSON.stringify(seen));
