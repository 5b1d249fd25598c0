import { fit } from '@equipoise/core';
import { fromTable, readCsv } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const dataset = fromTable({
  table: await readCsv('node_modules/@equipoise/datasets/data/seattle-weather.csv'),
  inputs: { precipitation: 'numeric', temp_max: 'numeric', wind: 'numeric' },
  targets: { weather: 'multiclass', temp_min: 'regression' },
});
const { model } = await fit({ dataset, balancer: strategies.uncertainty(), epochs: 10, learningRate: 0.003 });
await model.exportOnnx('weather.onnx', { preprocessing: true }); // Columns in, classes and °C out.

// Whatever reads ONNX files takes it from here: no line of equipoise is needed.
const session = await InferenceSession.create('weather.onnx');
console.log(session.inputNames, session.outputNames);
const day = { precipitation: 12, temp_max: 9, wind: 4 };
const feeds = Object.fromEntries(
  Object.entries(day).map(([column, value]) => [column, new Tensor('float32', [value], [1, 1])]),
);
const answer = await session.run(feeds);
console.log('onnx', answer['weather.class']?.data[0], answer['temp_min.value']?.data[0]);
console.log('equipoise', (await model.predictRows([day]))[0]);
await model.dispose();
