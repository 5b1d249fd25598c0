// The trainings whose parameters have digests: the one place that builds models for tools/write-digests.mjs.
import { cnn, fit, mlp, random, textEncoder } from '@equipoise/core';
import { gradnorm, nashMtl, pcgrad, uncertainty } from '@equipoise/weighting';

const size = 100;
const tasks = [
  { name: 'sum', kind: 'regression' },
  { name: 'largest', kind: 'multiclass', outputs: 3 },
];

/** A data set of uniform numbers, or of tokens, with a regression and a classification. */
function dataset(input, width, next) {
  const split = (label) => {
    const stream = random(7).fork(label);
    const rows = Array.from({ length: size }, () => Array.from({ length: width }, () => next(stream)));
    const Numbers = input.kind === 'text' ? Int32Array : Float32Array;
    const sums = rows.map(([a, b, c]) => (a + 2 * b - c) / 8);
    const largest = rows.map(([a, b, c]) => [a, b, c].indexOf(Math.max(a, b, c)));
    const labels = { sum: { values: Float32Array.from(sums) }, largest: { values: Float32Array.from(largest) } };
    return { size, inputs: Numbers.from(rows.flat()), labels };
  };
  return {
    name: input.kind,
    input,
    tasks,
    splits: { train: split('train'), validation: split('validation'), test: split('test') },
  };
}

const uniform = (stream) => 2 * stream.next() - 1;
const token = (stream) => stream.integer(20);
const table = () => dataset({ kind: 'tabular', width: 8 }, 8, uniform);

/** What is trained, by a name. */
export const trainings = {
  'mlp, uncertainty': () => ({ dataset: table(), trunk: mlp({ hidden: [16], dropout: 0.2 }), balancer: uncertainty() }),
  'mlp, nash-mtl': () => ({ dataset: table(), trunk: mlp({ hidden: [16], dropout: 0.2 }), balancer: nashMtl() }),
  'cnn, pcgrad': () => ({
    dataset: dataset({ kind: 'image', height: 14, width: 14, channels: 1 }, 196, uniform),
    trunk: cnn({ filters: [4, 8], kernel: 3, features: 16, dropout: 0.2 }),
    balancer: pcgrad(),
  }),
  'text encoder, gradnorm': () => ({
    dataset: dataset({ kind: 'text', length: 12, vocabulary: 20 }, 12, token),
    trunk: textEncoder({ embedding: 8, filters: 8, features: 16, dropout: 0.2 }),
    balancer: gradnorm(),
  }),
};

/**
 * The parameters after 50 steps of a training on the engine wasm.
 *
 * @param name - The training.
 */
export async function parametersOf(name) {
  const { model } = await fit({ ...trainings[name](), epochs: 5, batchSize: 10, seed: 1, engine: 'wasm', threads: 1 });
  const parameters = Float32Array.from(model.parameters.dataSync());
  await model.dispose();
  return parameters;
}
