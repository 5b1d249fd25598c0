import { EngineChoice } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { at } from '../../src/at.ts';
import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import type { Callback } from '../../src/callbacks/callback.ts';
import { batchOf } from '../../src/data/batch.ts';
import { gatherSplit } from '../../src/data/split-source.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { ModelGraph } from '../../src/model/model-graph.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { random } from '../../src/random.ts';
import { Diagnosis } from '../../src/training/diagnosis.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { table, type TableOptions } from '../support/tables.ts';

const encoder = mlp({ hidden: [6, 5] });
const all = { layers: 1, update: 1, affinity: 1 };
const run = { dataset: table(), balancer: equal, encoder, epochs: 2, batchSize: 10, learningRate: 0.05, seed: 3 };
/** The encoder's parameters are the shared ones, and come first. */
const shared = 4 * 6 + 6 + 6 * 5 + 5;

describe.each(['native', 'wasm'] as const)('fit with diagnostics, on the engine %s', (engine) => {
  it('gives a Gramian for each shared layer, which add up to that of all', async () => {
    const { history, model } = await fit({ ...run, engine, diagnoseEvery: 1, diagnostics: { layers: 1 } });
    await model.dispose();
    for (const { layerGramians = {}, gramian = [] } of history.steps) {
      expect(Object.keys(layerGramians)).toEqual(['encoder/dense-0', 'encoder/dense-1']);
      const sum = gramian.map((row, i) =>
        row.map((_, j) => Object.values(layerGramians).reduce((total, own) => total + (own[i]?.[j] ?? NaN), 0)),
      );
      expectClose(sum.flat(), gramian.flat(), 1e-4);
    }
  });

  it('gives the Gramian of the last layer as the option gradientScope does', async () => {
    const scope = await fit({ ...run, engine, diagnoseEvery: 1, gradientScope: 'last-layer' });
    const looked = await fit({ ...run, engine, diagnostics: { layers: 1 } });
    await Promise.all([scope.model.dispose(), looked.model.dispose()]);
    looked.history.steps.forEach(({ layerGramians }, step) => {
      const last = layerGramians?.['encoder/dense-1'] ?? [];
      expectClose(last.flat(), (scope.history.steps[step]?.gramian ?? []).flat(), 1e-4);
    });
  });

  it('sees the update of plain gradient descent as η times the sum of the gradients', async () => {
    const { history, model } = await fit({
      ...run,
      engine,
      optimizer: sgd(),
      diagnoseEvery: 1,
      diagnostics: { update: 1 },
    });
    await model.dispose();
    for (const { updateGramian = [], gramian = [] } of history.steps) {
      const expected = gramian.map((row) => run.learningRate * row.reduce((sum, value) => sum + value, 0));
      expectClose(updateGramian.at(-1)?.slice(0, 2) ?? [], expected, 1e-3);
    }
  });

  it('sees the update that Adam applied', async () => {
    const before: Float32Array[] = [];
    const copies: Callback = {
      name: 'copies',
      onTrainBegin: (trainer) => void before.push(Float32Array.from(trainer.weights().parameters)),
      onBatchEnd: (_, trainer) => void before.push(Float32Array.from(trainer.weights().parameters)),
    };
    const options = { ...run, engine, optimizer: adam(), diagnostics: { update: 1 }, callbacks: [copies] };
    const { history, model } = await fit(options);
    await model.dispose();
    history.steps.forEach(({ updateGramian = [] }, step) => {
      const [from, to] = [at(before, step), at(before, step + 1)];
      const square = from.slice(0, shared).reduce((sum, value, index) => sum + (value - (to[index] ?? NaN)) ** 2, 0);
      expectClose([updateGramian[2]?.[2] ?? NaN], [square], 1e-3);
    });
  });

  it('leaves the run as it is, also with dropout', async () => {
    const dropping = { ...run, engine, encoder: mlp({ hidden: [6, 5], dropout: 0.3 }) };
    const blind = await fit(dropping);
    const looking = await fit({ ...dropping, diagnostics: all });
    expect(looking.model.parameters.dataSync()).toEqual(blind.model.parameters.dataSync());
    await Promise.all([blind.model.dispose(), looking.model.dispose()]);
  });

  it('looks every so many steps only', async () => {
    const { history, model } = await fit({ ...run, engine, diagnostics: { layers: 3, affinity: 4 } });
    await model.dispose();
    const at = (look: 'layerGramians' | 'affinity' | 'updateGramian'): number[] =>
      history.steps.filter((record) => record[look]).map(({ step }) => step);
    expect([at('layerGramians'), at('affinity'), at('updateGramian')]).toEqual([[0, 3, 6], [0, 4], []]);
  });

  it('gives the affinity that a network written out has, and none of a task without labels', async () => {
    const { look, values, batch } = setUpLook(engine, {});
    const expected = plainAffinity(values, batch.inputs.input?.data ?? [], 0.1);
    const { affinity = [] } = await look();
    expectClose(affinity.flat(), expected.flat(), 2e-3);
    const unlabelled = setUpLook(engine, { sum: () => false });
    const found = (await unlabelled.look()).affinity ?? [];
    expect(found.map((row) => row.map(Number.isNaN))).toEqual([
      [true, true],
      [true, false],
    ]);
  });
});

describe('fit with diagnostics', () => {
  it.each([
    ['an unknown option', { layer: 3 }, 'there is no option `layer` (did you mean layers?)'],
    ['no steps', { layers: 0 }, 'option `diagnostics.layers` must be a whole number of at least 1, received 0.'],
    ['a word', 'all', 'option `diagnostics` must be an object such as { layers: 10 }, received "all".'],
  ])('refuses %s in one sentence', async (_, diagnostics, sentence) => {
    await expect(fit({ ...run, diagnostics: diagnostics as object })).rejects.toThrow(sentence);
  });
});

/** A look at the affinity of a small network with its first parameters. */
function setUpLook(engine: 'native' | 'wasm', labelled: NonNullable<TableOptions['labelled']>) {
  const dataset = table({ labelled });
  const { inputs, tasks, splits } = dataset;
  const graph = new ModelGraph({ inputs, tasks, encoder, architecture: hardSharing(), head: mlpHead() });
  const values = graph.init(random(2)).parameters;
  const batch = batchOf(gatherSplit(splits.train, Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7]), dataset), dataset);
  const look = async (): ReturnType<Diagnosis['before']> => {
    const parameters = tf.tidy(() => tf.variable(tf.tensor1d(values)));
    const choice = new EngineChoice({ engine });
    const diagnosis = new Diagnosis({ graph, parameters, buffers: undefined }, { affinity: 1 }, choice);
    const seen = await diagnosis.before(batch, { step: 0, learningRate: 0.1 });
    await diagnosis.dispose();
    parameters.dispose();
    return seen;
  };
  return { look, values, batch };
}

const sizes = [4 * 6, 6, 6 * 5, 5, 5 * 1, 1, 5 * 3, 3];

/** 1 − L_k(θ − η ∇L_j) / L_k(θ) by TensorFlow.js' own gradients of a network that is written out here. */
function plainAffinity(values: Float32Array, inputs: ArrayLike<number>, rate: number): number[][] {
  const { labels } = table().splits.train;
  return tf.tidy(() => {
    const x = tf.tensor2d([...Array.from(inputs)], [8, 4]);
    const sums = tf.tensor1d(labels.sum?.values.slice(0, 8) ?? []);
    const classes = tf.oneHot(tf.tensor1d(labels.largest?.values.slice(0, 8) ?? [], 'int32'), 3);
    const [trunk, heads] = [tf.tensor1d(values.slice(0, shared)), tf.tensor1d(values.slice(shared))];
    const features = (vector: tf.Tensor): tf.Tensor2D => {
      const [w1, b1, w2, b2] = tf.split<tf.Tensor1D>(vector, sizes.slice(0, 4)) as [
        tf.Tensor1D,
        tf.Tensor1D,
        tf.Tensor1D,
        tf.Tensor1D,
      ];
      const hidden = tf.relu<tf.Tensor2D>(tf.add(tf.matMul(x, tf.reshape(w1, [4, 6])), b1));
      return tf.relu<tf.Tensor2D>(tf.add(tf.matMul(hidden, tf.reshape(w2, [6, 5])), b2));
    };
    const [w3, b3, w4, b4] = tf.split(heads, sizes.slice(4)) as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
    const losses = [
      (vector: tf.Tensor): tf.Scalar =>
        tf.mean(
          tf.squaredDifference(tf.reshape(tf.add(tf.matMul(features(vector), tf.reshape(w3, [5, 1])), b3), [8]), sums),
        ),
      (vector: tf.Tensor): tf.Scalar => {
        const logits = tf.add(tf.matMul(features(vector), tf.reshape(w4, [5, 3])), b4);
        return tf.neg(tf.mean(tf.sum(tf.mul(classes, tf.logSoftmax(logits)), 1)));
      },
    ];
    const value = (task: number, vector: tf.Tensor): number => at(losses, task)(vector).dataSync()[0] ?? NaN;
    const ahead = losses.map((loss) => tf.sub(trunk, tf.mul(tf.grad((vector) => loss(vector))(trunk), rate)));
    return [0, 1].map((task) => ahead.map((vector) => 1 - value(task, vector) / value(task, trunk)));
  });
}
