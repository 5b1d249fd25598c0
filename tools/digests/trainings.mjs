// The trainings whose parameters have digests: the one place that builds models for tools/write-digests.mjs.
import { cnn, fit, mlp, multiclass, random, regression, textEncoder } from '@equipoise/core';
import { gradnorm, nashMtl, pcgrad, uncertainty } from '@equipoise/weighting';

const size = 100;
const tasks = [
  { name: 'sum', kind: regression() },
  { name: 'largest', kind: multiclass({ classes: 3 }) },
];

/** A data set of uniform numbers, or of tokens, with a regression and a classification. */
function dataset(name, spec, next) {
  const width = spec.shape.reduce((product, length) => product * length, 1);
  const split = (label) => {
    const stream = random(7).fork(label);
    const rows = Array.from({ length: size }, () => Array.from({ length: width }, () => next(stream)));
    const Numbers = spec.dtype === 'int32' ? Int32Array : Float32Array;
    const sums = rows.map(([a, b, c]) => (a + 2 * b - c) / 8);
    const largest = rows.map(([a, b, c]) => [a, b, c].indexOf(Math.max(a, b, c)));
    const labels = { sum: { values: Float32Array.from(sums) }, largest: { values: Float32Array.from(largest) } };
    return { size, inputs: { [name]: Numbers.from(rows.flat()) }, labels };
  };
  return {
    name,
    inputs: { [name]: spec },
    tasks,
    splits: { train: split('train'), validation: split('validation'), test: split('test') },
  };
}

const uniform = (stream) => 2 * stream.next() - 1;
const token = (stream) => stream.integer(20);
const numbers = () => dataset('numbers', { shape: [8], dtype: 'float32' }, uniform);

/** What is trained, by a name. */
export const trainings = {
  'mlp, uncertainty': () => ({
    dataset: numbers(),
    encoder: mlp({ hidden: [16], dropout: 0.2 }),
    balancer: uncertainty(),
  }),
  'mlp, nash-mtl': () => ({ dataset: numbers(), encoder: mlp({ hidden: [16], dropout: 0.2 }), balancer: nashMtl() }),
  'cnn, pcgrad': () => ({
    dataset: dataset('image', { shape: [14, 14, 1], dtype: 'float32' }, uniform),
    encoder: cnn({ filters: [4, 8], kernel: 3, features: 16, dropout: 0.2 }),
    balancer: pcgrad(),
  }),
  'text encoder, gradnorm': () => ({
    dataset: dataset('text', { shape: [12], dtype: 'int32', vocabulary: 20 }, token),
    encoder: textEncoder({ embedding: 8, filters: 8, features: 16, dropout: 0.2 }),
    balancer: gradnorm(),
  }),
};

/**
 * The parameters after 50 steps of a training on the engine wasm.
 *
 * @param name - The training.
 */
export async function parametersOf(name) {
  const run = { epochs: 5, batchSize: 10, seed: 1, engine: 'wasm', threads: 1, keep: 'last' };
  const { model } = await fit({ ...trainings[name](), ...run });
  const parameters = Float32Array.from(model.parameters.dataSync());
  await model.dispose();
  return parameters;
}
