import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EngineChoice } from '@equipoise/compiler';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { afterAll, describe, expect, it } from 'vitest';

import { type InputSpec, inputShape } from '../../src/data/dataset.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { MultiTaskModel } from '../../src/model/multi-task-model.ts';
import { Network } from '../../src/model/network.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { random } from '../../src/random.ts';
import { expectClose } from '../support/expect-close.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-model-'));
const file = join(folder, 'model.onnx');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tasks = [
  completeTask({ name: 'body mass', kind: 'regression' }),
  completeTask({ name: 'species', kind: 'multiclass', outputs: 3, classes: ['Adelie', 'Chinstrap', 'Gentoo'] }),
];

describe('MultiTaskModel.exportOnnx', () => {
  it.each<[string, InputSpec, Encoder]>([
    ['tables', { kind: 'tabular', width: 4 }, mlp({ hidden: [8], dropout: 0.5 })],
    ['images', { kind: 'image', height: 16, width: 16, channels: 1 }, cnn()],
    ['text', { kind: 'text', length: 6, vocabulary: 9 }, textEncoder()],
  ])('writes what predict computes, for any number of examples: %s', async (_, input, encoder) => {
    const network = new Network({ input, tasks, encoder, head: mlpHead({ hidden: [5] }) });
    const values = network.init(random(1));
    const model = new MultiTaskModel({ network, input, tasks, values, engine: new EngineChoice({ engine: 'native' }) });
    await model.exportOnnx(file);
    const session = await InferenceSession.create(readFileSync(file));
    expect(session.inputNames).toEqual(['input']);
    expect(session.outputNames).toEqual(['body mass', 'species']);
    const source = random(2);
    for (const size of [1, 7, 40]) {
      const shape = [size, ...inputShape(input)];
      const numbers = Array.from({ length: shape.reduce((product, length) => product * length, 1) }, () =>
        source.next(),
      );
      const examples =
        input.kind === 'text' ? Int32Array.from(numbers, (number) => number * 9) : Float32Array.from(numbers);
      const expected = await model.predict(examples);
      const found = await session.run({ input: new Tensor(examples, shape) });
      for (const { name, outputs } of tasks) {
        expect(found[name]?.dims).toEqual([size, outputs]);
        expectClose(found[name]?.data as Float32Array, expected[name] ?? [], 1e-5);
      }
    }
    await session.release();
    await model.dispose();
  });

  it('describes inputs and outputs in the metadata of the file', async () => {
    const input: InputSpec = { kind: 'tabular', width: 4 };
    const network = new Network({ input, tasks, encoder: mlp(), head: mlpHead() });
    const values = network.init(random(1));
    const model = new MultiTaskModel({ network, input, tasks, values, engine: new EngineChoice({ engine: 'native' }) });
    await model.exportOnnx(file);
    await model.dispose();
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('{"kind":"tabular","width":4}');
    expect(text).toContain(
      '[{"name":"body mass","kind":"regression","outputs":1},' +
        '{"name":"species","kind":"multiclass","outputs":3,"classes":["Adelie","Chinstrap","Gentoo"]}]',
    );
  });
});
