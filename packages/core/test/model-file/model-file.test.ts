import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Architecture } from '../../src/architectures/architecture.ts';
import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import { mmoe } from '../../src/architectures/mmoe.ts';
import { writeTensorDocument } from '../../src/documents/tensor-document.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { DocumentError } from '../../src/errors.ts';
import { batchNorm } from '../../src/layers/batch-norm.ts';
import { dense } from '../../src/layers/dense.ts';
import type { Layer } from '../../src/layers/layer.ts';
import { relu } from '../../src/layers/relu.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { loadModel, readModelFile } from '../../src/model-file/load-model.ts';
import { fit, type Fitted } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { fourNumbers } from '../support/four-numbers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const normed = (): Layer => sequential([dense({ units: 6 }), batchNorm(), relu()]);

async function trained(
  architecture: Architecture = hardSharing(),
  encoder: Layer = mlp({ hidden: [5] }),
): Promise<Fitted> {
  const options = { architecture, encoder, balancer: equal, epochs: 2, batchSize: 20, engine: 'wasm' } as const;
  return fit({ dataset: fourNumbers(), ...options });
}

const inputs = fourNumbers().splits.test?.inputs ?? {};

describe('a model’s file', () => {
  it.each([
    ['hard sharing', hardSharing(), mlp({ hidden: [5] })],
    ['a mixture of experts', mmoe({ experts: 3 }), mlp({ hidden: [4] })],
    ['layers with moving averages', hardSharing(), normed()],
  ])('gives a model of %s back with the same bits', async (_, architecture, encoder) => {
    const { model } = await trained(architecture, encoder);
    const file = join(temporaryFolder(), 'model.safetensors');
    model.save(file);
    const loaded = loadModel(file, { engine: 'wasm' });
    expect(await loaded.predict(inputs)).toEqual(await model.predict(inputs));
    expect(loaded.weights).toEqual(model.weights);
    expect(loaded.tasks.map(({ kind }) => kind.config)).toEqual(model.tasks.map(({ kind }) => kind.config));
    await Promise.all([model.dispose(), loaded.dispose()]);
  });

  it('says what the model was trained on and by', async () => {
    const { model } = await trained();
    const file = join(temporaryFolder(), 'model.safetensors');
    model.save(file);
    await model.dispose();
    const { config, tensors } = readModelFile(file);
    expect(config.trained).toMatchObject({
      dataset: 'four numbers',
      examples: 200,
      seed: 0,
      batchSize: 20,
      engine: 'wasm',
      epochs: 2,
      balancer: { name: 'equal' },
      optimizer: { name: 'adam', learningRate: 0.001 },
    });
    expect(config.trained?.data).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(tensors)).toContain('encoder/dense-0/kernel');
    expect(tensors['heads/largest/dense-0/bias']?.shape).toEqual([3]);
  });

  it('is refused in a sentence when it is missing, of a later version, or lacks a weight', async () => {
    const folder = temporaryFolder();
    expect(() => loadModel(join(folder, 'none.safetensors'))).toThrow(DocumentError);
    const { model } = await trained();
    const file = join(folder, 'model.safetensors');
    model.save(file);
    await model.dispose();
    const { config, tensors } = readModelFile(file);
    writeTensorDocument(file, { kind: 'model', schema: 2 }, { tensors, body: config });
    expect(() => loadModel(file)).toThrow('it is of schema "2", this version reads schema 1');
    const others = Object.fromEntries(Object.entries(tensors).filter(([path]) => path !== 'encoder/dense-0/bias'));
    writeTensorDocument(file, { kind: 'model', schema: 1 }, { tensors: others, body: config });
    expect(() => loadModel(file)).toThrow('it has no weight encoder/dense-0/bias of the shape [5]');
    const parts = { ...config.parts, architecture: { kind: 'architecture', name: 'hard-sharin', options: {} } };
    writeTensorDocument(file, { kind: 'model', schema: 1 }, { tensors, body: { ...config, parts } });
    expect(() => loadModel(file)).toThrow('did you mean hard-sharing?');
  });
});
