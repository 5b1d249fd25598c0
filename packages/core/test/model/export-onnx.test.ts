import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EngineChoice } from '@equipoise/compiler';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { afterAll, describe, expect, it } from 'vitest';

import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import { sizeOf } from '../../src/size-of.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import type { Task } from '../../src/tasks/task.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { MultiTaskModel } from '../../src/model/multi-task-model.ts';
import { ModelGraph } from '../../src/model/model-graph.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { random } from '../../src/random.ts';
import { expectClose } from '../support/expect-close.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-model-'));
const file = join(folder, 'model.onnx');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tasks: readonly Task[] = [
  { name: 'body mass', kind: regression() },
  { name: 'species', kind: multiclass({ classes: ['Adelie', 'Chinstrap', 'Gentoo'] }) },
];

function modelOf(input: TensorSpec, encoder: Encoder, head = mlpHead()): MultiTaskModel {
  const graph = new ModelGraph({ inputs: { input }, tasks, encoder, architecture: hardSharing(), head });
  return new MultiTaskModel({ graph, weights: graph.init(random(1)), engine: new EngineChoice({ engine: 'native' }) });
}

describe('MultiTaskModel.exportOnnx', () => {
  it.each<[string, TensorSpec, Encoder]>([
    ['tables', { shape: [4], dtype: 'float32' }, mlp({ hidden: [8], dropout: 0.5 })],
    ['images', { shape: [16, 16, 1], dtype: 'float32' }, cnn()],
    ['text', { shape: [6], dtype: 'int32', vocabulary: 9 }, textEncoder()],
  ])('writes what predict computes, for any number of examples: %s', async (_, input, encoder) => {
    const model = modelOf(input, encoder, mlpHead({ hidden: [5] }));
    await model.exportOnnx(file);
    const session = await InferenceSession.create(readFileSync(file));
    expect(session.inputNames).toEqual(['input']);
    expect(session.outputNames).toEqual(['body mass', 'species']);
    const source = random(2);
    for (const size of [1, 7, 40]) {
      const shape = [size, ...input.shape];
      const numbers = Array.from({ length: shape.reduce((product, length) => product * length, 1) }, () =>
        source.next(),
      );
      const examples =
        input.dtype === 'int32' ? Int32Array.from(numbers, (number) => number * 9) : Float32Array.from(numbers);
      const expected = await model.predict(examples);
      const found = await session.run({ input: new Tensor(examples, shape) });
      for (const { name, kind } of tasks) {
        expect(found[name]?.dims).toEqual([size, sizeOf(kind.outputs)]);
        expectClose(found[name]?.data as Float32Array, expected[name] ?? [], 1e-5);
      }
    }
    await session.release();
    await model.dispose();
  });

  it('describes inputs and outputs in the metadata of the file', async () => {
    const input: TensorSpec = { shape: [4], dtype: 'float32' };
    const model = modelOf(input, mlp());
    await model.exportOnnx(file);
    await model.dispose();
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('{"input":{"shape":[4],"dtype":"float32"}}');
    expect(text).toContain(
      '[{"name":"body mass","kind":"regression","classes":["0"]},' +
        '{"name":"species","kind":"multiclass","classes":["Adelie","Chinstrap","Gentoo"]}]',
    );
  });
});
