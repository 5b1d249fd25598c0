import '@tensorflow/tfjs-backend-cpu';

import { expect, it } from 'vitest';

import type { Dataset } from '../../src/data/dataset.ts';
import { gru } from '../../src/encoders/gru.ts';
import { lstm } from '../../src/encoders/lstm.ts';
import { textTransformer } from '../../src/encoders/text-transformer.ts';
import { random } from '../../src/random.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { fitTextInput } from '../../src/preprocessing/fit-text-input.ts';
import { labelsOfTable } from '../../src/preprocessing/labels-of-table.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { toTable } from '../../src/preprocessing/table/table.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { tagging } from '../../src/tasks/kinds/tagging.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';

const names = ['ann', 'bob', 'eve', 'kim'];

/** "call NAME" or "text NAME please": what is asked for is one word, the name is tagged. */
function requests(size: number, seed: number): readonly Readonly<Record<string, unknown>>[] {
  const draw = random(seed);
  return Array.from({ length: size }, () => {
    const intent = ['call', 'text'][draw.integer(2)] ?? '';
    const before = Array.from({ length: draw.integer(3) }, () => 'please');
    const tokens = [...before, intent, names[draw.integer(4)] ?? '', ...before.slice(1)];
    return { tokens, intent, slots: tokens.map((token) => (names.includes(token) ? 'B-name' : 'O')) };
  });
}

const parts = { train: requests(200, 1), validation: requests(40, 2), test: requests(60, 3) };
const train = toTable('requests', parts.train);
const rows = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);
const text = fitTextInput({ owner: 'requests', table: train, column: 'tokens', train: rows(200) });
const own = preprocessing({ inputs: { text }, targets: { intent: 'intent', slots: 'slots' } });
const tasks = [
  { name: 'intent', kind: multiclass({ classes: ['call', 'text'] }) },
  { name: 'slots', kind: tagging({ tags: ['O', 'B-name'], length: text.spec.shape[0] ?? 0 }) },
];

const splits = Object.fromEntries(
  Object.entries(parts).map(([name, given]) => {
    const table = toTable(name, given);
    const labels = tasks.map((task) => [
      task.name,
      labelsOfTable(task.kind, { owner: name, table, column: task.name })(rows(given.length)),
    ]);
    const { size, inputs } = own.encode(table);
    return [name, { size, inputs, labels: Object.fromEntries(labels) as never }];
  }),
);

it.each([
  ['the default encoder', undefined],
  ['a BiLSTM', lstm({ embedding: 8, units: 8 })],
  ['a GRU', gru({ embedding: 8, units: 8 })],
  ['a transformer', textTransformer({ blocks: 1, heads: 2, headWidth: 8 })],
])('trains tasks of sentences and tokens by %s, and predicts rows', async (_, encoder) => {
  const dataset = {
    name: 'requests',
    inputs: { text: text.spec },
    tasks,
    preprocessing: own,
    splits,
  } as never as Dataset;
  const options = {
    balancer: equal,
    optimizer: adam(),
    epochs: 6,
    batchSize: 20,
    learningRate: 0.01,
    seed: 1,
  } as const;
  const { model } = await fit({ dataset, ...options, ...(encoder && { encoder }), engine: 'wasm' });
  const { metrics } = await model.evaluate(parts.test);
  expect(metrics.intent?.accuracy).toBe(1);
  expect(metrics.slots?.accuracy).toBe(1);
  const [predicted] = await model.predictRows([{ tokens: 'please text eve' }]);
  expect(predicted).toMatchObject({ intent: { class: 'text' } });
  expect((predicted as Record<string, readonly string[]>).slots?.slice(0, 3)).toEqual(['O', 'O', 'B-name']);
  await model.dispose();
});
