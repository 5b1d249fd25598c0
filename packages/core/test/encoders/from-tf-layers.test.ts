import * as tfl from '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { fromTfLayers } from '../../src/encoders/from-tf-layers.ts';
import { InvalidOptionError, ShapeError } from '../../src/errors.ts';
import { lookup } from '../../src/lookup.ts';
import { loadModel } from '../../src/model-file/load-model.ts';
import { fit, type Fitted } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { fourNumbers } from '../support/four-numbers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function model(rate = 0): tfl.Sequential {
  return tfl.sequential({
    layers: [
      tfl.layers.dense({ units: 6, inputShape: [4], activation: 'tanh', name: 'first' }),
      tfl.layers.batchNormalization({ momentum: 0.9, name: 'norm' }),
      ...(rate > 0 ? [tfl.layers.dropout({ rate })] : []),
      tfl.layers.dense({ units: 5, name: 'second' }),
    ],
  });
}

async function train(layers: tfl.Sequential, epochs = 3): Promise<Fitted> {
  const encoder = fromTfLayers(layers);
  return fit({ dataset: fourNumbers(), encoder, balancer: equal, epochs, batchSize: 20, engine: 'wasm' });
}

describe('a model of tf.layers as an encoder', () => {
  it('declares its weights by their paths, moving averages as buffers', async () => {
    const { model: trained } = await train(model());
    const paths = trained.graph.parameters.map(({ path }) => path).filter((path) => path.startsWith('encoder/'));
    expect(paths).toEqual([
      'encoder/first/kernel',
      'encoder/first/bias',
      'encoder/norm/gamma',
      'encoder/norm/beta',
      'encoder/second/kernel',
      'encoder/second/bias',
    ]);
    expect(trained.graph.buffers).toHaveLength(2);
    await trained.dispose();
  });

  it('keeps the layers’ own weights as they are', async () => {
    const layers = model(0.2);
    const before = layers.getWeights().map((weight) => [...weight.dataSync()]);
    await (await train(layers)).model.dispose();
    expect(layers.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before);
    expect(layers.weights.every((weight) => !Object.hasOwn(weight, 'write'))).toBe(true);
  });

  it('predicts what the layers predict with the trained weights and moving averages', async () => {
    const layers = model();
    const { model: trained } = await train(layers);
    const { parameters, buffers } = trained.weights;
    const values = new Map(
      [...trained.graph.parameters, ...trained.graph.buffers].map(({ path, offset, size, shape, trainable }) => {
        const vector = trainable ? parameters : buffers;
        return [path.replace('encoder/', ''), tf.tensor(vector.slice(offset, offset + size), [...shape])];
      }),
    );
    layers.setWeights(
      layers.weights.map((weight) => lookup(values, (weight as unknown as { originalName: string }).originalName)),
    );
    const { x = new Float32Array() } = fourNumbers().splits.test?.inputs ?? {};
    const features = layers.predict(tf.tensor2d(x as Float32Array, [60, 4])) as tf.Tensor2D;
    const kernel = values.get('heads/sum/dense-0/kernel') as tf.Tensor2D;
    const expected = tf.add(tf.matMul(features, kernel), lookup(values, 'heads/sum/dense-0/bias'));
    const { sum = new Float32Array() } = await trained.predict(x);
    expect(Math.max(...sum.map((value, index) => Math.abs(value - (expected.dataSync()[index] ?? 0))))).toBeLessThan(
      1e-5,
    );
    expect([...buffers].some((value) => value !== 0 && value !== 1)).toBe(true);
    await trained.dispose();
  });

  it('is saved, and loaded with a factory', async () => {
    const { model: trained } = await train(model());
    const file = `${temporaryFolder()}/layers.safetensors`;
    trained.save(file);
    const loaded = loadModel(file, { encoders: { 'tf-layers': () => fromTfLayers(model()) }, engine: 'wasm' });
    const { x = new Float32Array() } = fourNumbers().splits.test?.inputs ?? {};
    expect(await loaded.predict(x)).toEqual(await trained.predict(x));
    await loaded.dispose();
    await trained.dispose();
  });

  it('refuses what is no such model, and inputs of another shape, in a sentence', async () => {
    expect(() => fromTfLayers({} as never)).toThrow(InvalidOptionError);
    const wide = tfl.sequential({ layers: [tfl.layers.dense({ units: 2, inputShape: [7] })] });
    await expect(train(wide)).rejects.toThrow(ShapeError);
    await expect(train(wide)).rejects.toThrow('the input must have the shape [7], has [4]');
  });
});
