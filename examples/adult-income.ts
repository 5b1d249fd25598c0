import { accuracy, auc, fit } from '@equipoise/core';
import { fromTable, getDataset, readCsv } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const files = new Map((await getDataset('adult')).map(({ path, file }) => [path, file]));
const columns =
  'age workclass weight education education-years marital-status occupation relationship race sex capital-gain capital-loss hours country income';
const read = (name: string, skipLines: number) =>
  readCsv(files.get(name) ?? name, {
    columns: columns.split(' '),
    header: false,
    skipLines,
    missing: ['?'],
    strip: '.', // The classes of the test file end with a dot.
  });
const dataset = fromTable({
  name: 'adult',
  table: await read('adult.data', 0),
  testTable: await read('adult.test', 1),
  validation: 0.1,
  seed,
  inputs: {
    age: 'numeric',
    'education-years': 'numeric',
    hours: 'numeric',
    'capital-gain': 'numeric',
    'capital-loss': 'numeric',
    workclass: 'categorical',
    occupation: 'categorical',
    race: 'categorical',
    sex: 'categorical',
    country: 'categorical',
    'marital-status': 'categorical',
    relationship: 'categorical',
  },
  targets: { income: { kind: 'binary', metrics: [auc(), accuracy()] } },
});
const { model } = await fit({ dataset, balancer: strategies.equal(), epochs: 10, batchSize: 128, seed });
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();
