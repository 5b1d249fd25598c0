import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { EngineChoice } from '@equipoise/compiler';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import { tabular } from '../../src/encoders/tabular.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { DataError, UnknownOptionError } from '../../src/errors.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { gaussian } from '../../src/losses/gaussian.ts';
import { negativeBinomial } from '../../src/losses/negative-binomial.ts';
import { poisson } from '../../src/losses/poisson.ts';
import { quantile } from '../../src/losses/quantile.ts';
import { ModelGraph } from '../../src/model/model-graph.ts';
import { MultiTaskModel } from '../../src/model/multi-task-model.ts';
import type { ColumnConfig } from '../../src/preprocessing/column-config.ts';
import type { InputPreprocessing } from '../../src/preprocessing/preprocessing.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { tableInput } from '../../src/preprocessing/table-input.ts';
import { textInput } from '../../src/preprocessing/text-input.ts';
import { random } from '../../src/random.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { contrastive } from '../../src/tasks/kinds/contrastive.ts';
import { count } from '../../src/tasks/kinds/count.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { multilabel } from '../../src/tasks/kinds/multilabel.ts';
import { quantiles } from '../../src/tasks/kinds/quantiles.ts';
import { ranking } from '../../src/tasks/kinds/ranking.ts';
import { reconstruction } from '../../src/tasks/kinds/reconstruction.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { survival } from '../../src/tasks/kinds/survival.ts';
import type { Task } from '../../src/tasks/task.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const columns: readonly ColumnConfig[] = [
  { name: 'plan', kind: 'categorical', levels: ['basic', 'prö'], frequent: 1, missing: true },
  { name: 'age', kind: 'numeric', mean: 40, deviation: 10, median: 35, missing: true },
  {
    name: 'visits',
    kind: 'numeric',
    mean: 10,
    deviation: 20,
    median: 4,
    missing: false,
    knots: { from: [-0.5, -0.25, 1], to: [-3, 0, 2] },
  },
  { name: 'since', kind: 'numeric', mean: 19_876.5439, deviation: 0.1, median: 19_876, missing: false },
  { name: 'rooms', kind: 'categorical', levels: ['1.0', '2.0'], frequent: 1, missing: false },
  { name: 'own', kind: 'categorical', levels: ['false', 'true'], frequent: 0, missing: false },
];
const rows = [
  { plan: 'prö', age: 50, visits: -3, since: 19_877.25, rooms: '1.0', own: 'true' },
  { plan: '', age: Number.NaN, visits: Number.NaN, since: Number.NaN, rooms: '', own: '' },
  { plan: 'gold', age: 60, visits: 11, since: 19_875.5, rooms: '2', own: 'TRUE' },
  { plan: 'basic', age: -3.25, visits: 90, since: 19_876.75, rooms: '3', own: 'False' },
];
const tasks: readonly Task[] = [
  { name: 'churn', kind: binary({ classes: ['stays', 'leaves'] }) },
  { name: 'tier', kind: multiclass({ classes: ['bronze', 'silver', 'gold'] }) },
  { name: 'topics', kind: multilabel({ labels: ['sport', 'politics'] }) },
  { name: 'spend', kind: regression({ scales: [{ mean: 812.4, deviation: 250 }] }) },
  { name: 'size', kind: regression({ targets: ['width', 'height'] }) },
  { name: 'visits', kind: regression({ loss: poisson() }) },
  { name: 'wait', kind: regression({ loss: gaussian(), scales: [{ mean: 10, deviation: 4 }] }) },
  { name: 'price', kind: regression({ loss: quantile({ q: [0.1, 0.6] }), scales: [{ mean: -5, deviation: 2 }] }) },
  { name: 'rent', kind: quantiles({ q: [0.1, 0.3, 0.5, 0.9], scales: [{ mean: 3, deviation: 2 }] }) },
  { name: 'calls', kind: count({ loss: negativeBinomial() }) },
  { name: 'lifetime', kind: survival() },
  { name: 'order', kind: ranking() },
  { name: 'face', kind: contrastive({ dimensions: 3 }) },
  { name: 'again', kind: reconstruction({ size: 2 }) },
];

function modelOf(input: InputPreprocessing, of = tasks, encoder = tabular({ hidden: [16] })): MultiTaskModel {
  const table = preprocessing({ inputs: { table: input } });
  const parts = { encoder, architecture: hardSharing(), head: mlpHead() };
  const graph = new ModelGraph({ inputs: { table: input.spec }, tasks: of, ...parts });
  const engine = new EngineChoice({ engine: 'native' });
  return new MultiTaskModel({ graph, weights: graph.init(random(3)), engine, preprocessing: table });
}

/** Rows as the file takes them: a column at a time. */
function columnsOf(given: readonly Readonly<Record<string, string | number>>[]): Record<string, Tensor> {
  const tensors = Object.keys(given[0] ?? {}).map((name) => {
    const cells = given.map((row) => row[name] ?? '');
    const shape = [cells.length, 1];
    const isText = typeof cells[0] === 'string';
    return [
      name,
      isText ? new Tensor('string', cells as string[], shape) : new Tensor(Float32Array.from(cells as number[]), shape),
    ];
  });
  return Object.fromEntries(tensors) as Record<string, Tensor>;
}

/** The numbers and texts of a prediction, in the order of the outputs of the file. */
function leaves(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

describe('exportOnnx with preprocessing', () => {
  it('gives what predictRows says, for cells that are known, unknown and missing', async () => {
    const model = modelOf(tableInput({ columns }));
    const file = join(temporaryFolder(), 'model.onnx');
    await model.exportOnnx(file, { preprocessing: true });
    const session = await InferenceSession.create(file);
    expect(session.inputNames).toEqual(['age', 'visits', 'since', 'plan', 'rooms', 'own']);
    for (const given of [rows, rows.slice(0, 1), Array.from({ length: 10 }, () => rows).flat()]) {
      const expected = await model.predictRows(given);
      const found = await session.run(columnsOf(given));
      for (const { name, kind } of tasks) {
        const parts = Object.keys(kind.decoded ?? {}).map((part) => found[`${name}.${part}`]);
        expected.forEach((prediction, row) => {
          const said = parts.flatMap((part) => {
            const width = (part?.dims ?? []).slice(1).reduce((product, length) => product * length, 1);
            return Array.from(part?.data as ArrayLike<string | number>).slice(row * width, (row + 1) * width);
          });
          const { [name]: truth } = prediction as Record<string, object>;
          const wanted =
            kind.name === 'multilabel' ? leaves((truth as { probabilities: object }).probabilities) : leaves(truth);
          expect(said).toHaveLength(wanted.length);
          wanted.forEach((value, index) => {
            if (typeof value === 'string') expect(said[index]).toBe(value);
            else
              expect(Math.abs(Number(said[index]) - Number(value))).toBeLessThan(
                1e-5 * Math.max(1, Math.abs(Number(value))),
              );
          });
        });
      }
    }
    await session.release();
    await model.dispose();
  });

  it.each([
    ['a missing number', { age: Number.NaN }],
    ['a missing category', { plan: '' }],
    ['an unknown category', { plan: 'gold' }],
    ['an infinite number', { age: Number.POSITIVE_INFINITY }],
  ])('fails where predictRows does: %s', async (_, cell) => {
    const model = modelOf(tableInput({ columns, onMissing: 'error', onUnseen: 'error' }));
    const file = join(temporaryFolder(), 'model.onnx');
    await model.exportOnnx(file, { preprocessing: true });
    const session = await InferenceSession.create(file, { logSeverityLevel: 4 });
    const good = rows.slice(0, 1);
    expect((await session.run(columnsOf(good)))['spend.value']?.dims).toEqual([1, 1]);
    await expect(session.run(columnsOf([{ ...good[0], ...cell }]))).rejects.toThrow(/Gather/);
    await session.release();
    await model.dispose();
  });

  it('names in a sentence what cannot be in a file', async () => {
    const file = join(temporaryFolder(), 'model.onnx');
    const texts = modelOf(textInput({ column: 'note', vocabulary: ['a', 'b'], length: 6 }), tasks, textEncoder());
    await expect(texts.exportOnnx(file, { preprocessing: true })).rejects.toThrow(
      new DataError(
        'exportOnnx: preprocessing by textInput (input table) cannot be in a file; without the option, the file takes tensors.',
      ),
    );
    const loss = { ...poisson(), name: 'mine', predictTensor: undefined } as never;
    const own = modelOf(tableInput({ columns }), [{ name: 'visits', kind: regression({ loss }) }]);
    await expect(own.exportOnnx(file, { preprocessing: true })).rejects.toThrow(
      'exportOnnx: what regression with the loss mine predicts (task visits) cannot be in a file with preprocessing.',
    );
    await expect(own.exportOnnx(file, { preprocesing: true } as never)).rejects.toThrow(UnknownOptionError);
    await Promise.all([texts.dispose(), own.dispose()]);
  });
});

/** Debian's Python has Debian's onnx, whichever other Python comes first. */
const python = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['-c', 'import onnx']).status === 0,
);
const check = `
import json, onnx, sys
model = onnx.load(sys.argv[1])
onnx.checker.check_model(model, full_check=True)
print(json.dumps([
  {opset.domain: opset.version for opset in model.opset_import},
  {value.name: value.type.tensor_type.elem_type for value in [*model.graph.input, *model.graph.output]},
]))`;

describe.skipIf(!python)(`ONNX's own checker${python ? '' : ' (skipped: no python3 with the module onnx)'}`, () => {
  it('finds nothing wrong with a file with preprocessing, and reads texts and numbers', async () => {
    const model = modelOf(tableInput({ columns }), tasks.slice(0, 1));
    const file = join(temporaryFolder(), 'model.onnx');
    await model.exportOnnx(file, { preprocessing: true });
    await model.dispose();
    const { stdout, stderr } = spawnSync(python ?? '', ['-c', check, file], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const [float, string] = [1, 8];
    expect(JSON.parse(stdout)).toEqual([
      { '': 17, 'ai.onnx.ml': 3 },
      {
        age: float,
        since: float,
        visits: float,
        plan: string,
        rooms: string,
        own: string,
        'churn.class': string,
        'churn.probabilities': float,
      },
    ]);
  });
});
