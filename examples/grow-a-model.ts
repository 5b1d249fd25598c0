import { addTask, fit, fitFromTeachers, removeTask, weightsByPath } from '@equipoise/core';
import { fromTable, fromTableLike, readCsv } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const table = await readCsv('node_modules/@equipoise/datasets/data/seattle-weather.csv');
const balancer = strategies.equal();
const budget = { balancer, epochs: 8, learningRate: 0.003 };
const dataset = fromTable({
  table,
  inputs: { precipitation: 'numeric', temp_max: 'numeric', wind: 'numeric' },
  targets: { temp_min: 'regression' },
});
const { model } = await fit({ dataset, ...budget });

// A task is added, on inputs made as those of the model. What it predicted, it predicts still: to the bit.
const wider = fromTableLike(model.preprocessing, { table, targets: { weather: 'multiclass' } });
const { model: grown } = await addTask(model, { how: 'frozen', dataset: wider, ...budget });
const row = { precipitation: 12, temp_max: 9, wind: 4 };
const [before, after] = [await model.predictRows([row]), await grown.predictRows([row])];
console.log(Object.keys(after[0] ?? {}), after[0]?.temp_min === before[0]?.temp_min);

// And taken away again.
const shrunk = removeTask(grown, 'temp_min');
console.log(shrunk.tasks.map(({ name }) => name));

// A new run starts from the weights of the model, whose paths say what is taken.
const start = weightsByPath(model);
const both = fromTableLike(model.preprocessing, { table, targets: { temp_min: 'regression', weather: 'multiclass' } });
const { model: warm, history } = await fit({ dataset: both, start, ...budget, epochs: 2 });
console.log(history.notes[0]);

// Two models become one: it learns from what they say, beside the labels.
const { model: student } = await fitFromTeachers({ teachers: [model, shrunk], dataset: both, ...budget });
const { metrics } = await student.evaluate(both.splits.test);
console.log((metrics.weather?.accuracy ?? 0) > 0.6, (metrics.temp_min?.rmse ?? 9) < 3);
for (const each of [model, grown, shrunk, warm, student]) await each.dispose();
