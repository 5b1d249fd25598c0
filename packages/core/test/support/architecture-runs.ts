import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';

import type { Architecture } from '../../src/architectures/architecture.ts';
import { architectureFromConfig } from '../../src/architectures/registry.ts';
import type { Dataset, Split } from '../../src/data/dataset.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { tabular } from '../../src/encoders/tabular.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { lookup } from '../../src/lookup.ts';
import { loadModel } from '../../src/model-file/load-model.ts';
import { random } from '../../src/random.ts';
import { sizeOf } from '../../src/size-of.ts';
import { fit } from '../../src/training/fit.ts';
import { equal, shortest } from './balancers.ts';
import { expectClose } from './expect-close.ts';
import { brokenOff, from, outcomeOf } from './resume.ts';
import { sumAndLargest, table } from './tables.ts';

/** Examples of one input, each with a small encoder of two stages. */
const kinds: readonly (readonly [string, TensorSpec, Encoder])[] = [
  [
    'tables',
    { shape: [3], dtype: 'float32', columns: [{ name: 'town', levels: 9 }, { name: 'age' }, { name: 'pay' }] },
    tabular({ hidden: [8] }),
  ],
  ['images', { shape: [12, 12, 2], dtype: 'float32' }, cnn({ filters: [4], kernel: 3, features: 8 })],
  ['texts', { shape: [6], dtype: 'int32', vocabulary: 9 }, textEncoder({ embedding: 4, filters: 8, features: 8 })],
];

/**
 * Tests of what every architecture must do: it is trained on tables, images and texts, saved, loaded and exported, and goes on bit by bit.
 *
 * @param architecture - The architecture.
 */
export function itIsTrainedAndKept(architecture: Architecture): void {
  it.each(kinds)('is trained, saved, loaded and exported: %s', async (_, input, encoder) => {
    const folder = mkdtempSync(join(tmpdir(), 'equipoise-architecture-'));
    const dataset = noise(input);
    const { model } = await fit({
      ...{ dataset, architecture, encoder, balancer: shortest },
      ...{ epochs: 2, batchSize: 8, keep: 'last', engine: 'native' },
    });
    const examples = lookup<Float32Array | Int32Array>(dataset.splits.validation.inputs, 'input');
    const expected = await model.predict(examples);
    model.save(join(folder, 'model.safetensors'));
    const loaded = loadModel(join(folder, 'model.safetensors'), { engine: 'native' });
    expect(await loaded.predict(examples)).toEqual(expected);
    await model.exportOnnx(join(folder, 'model.onnx'));
    const session = await InferenceSession.create(join(folder, 'model.onnx'));
    const found = await session.run({ input: new Tensor(examples, [examples.length / sizeOf(input), ...input.shape]) });
    for (const { name } of sumAndLargest) {
      expectClose(found[name]?.data as Float32Array, expected[name] ?? [], 1e-5);
    }
    await session.release();
    await loaded.dispose();
    await model.dispose();
    rmSync(folder, { recursive: true });
  });

  it('learns, and goes on bit by bit', async () => {
    const options = {
      ...{
        dataset: table({ size: 80 }),
        balancer: equal,
        architecture,
        encoder: mlp({ hidden: [8, 8], dropout: 0.1 }),
      },
      ...{ epochs: 30, batchSize: 10, seed: 5, learningRate: 0.02 },
    };
    const whole = await outcomeOf(options);
    for (const { name } of sumAndLargest) {
      const losses = whole.history.epochs.map(({ validation }) => validation.losses[name] ?? NaN);
      expect(Math.min(...losses)).toBeLessThan(0.7 * (losses[0] ?? NaN));
    }
    const short = { ...options, epochs: 3 };
    const resume = await brokenOff(short, 12);
    expect(await outcomeOf({ ...short, resume })).toEqual(from(await outcomeOf(short), 1));
  });

  it('can be made again from its config', () => {
    const { config } = architecture;
    expect(architectureFromConfig(JSON.parse(JSON.stringify(config))).config).toEqual(config);
  });
}

/** Examples without meaning. */
function noise(input: TensorSpec): Dataset {
  const stream = random(7);
  const part = (size: number): Split => {
    const values = Array.from({ length: size * sizeOf(input) }, () => Math.floor(9 * stream.next()));
    return {
      size,
      inputs: { input: input.dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values) },
      labels: {
        sum: { values: Float32Array.from({ length: size }, () => stream.normal()) },
        largest: { values: Float32Array.from({ length: size }, () => stream.integer(3)) },
      },
    };
  };
  return { name: 'noise', inputs: { input }, tasks: sumAndLargest, splits: { train: part(16), validation: part(8) } };
}
