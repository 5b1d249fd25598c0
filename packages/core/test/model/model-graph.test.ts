import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { cnn } from '../../src/encoders/cnn.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { EquipoiseError, InvalidOptionError, ShapeError } from '../../src/errors.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { batchNorm } from '../../src/layers/batch-norm.ts';
import { dense } from '../../src/layers/dense.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { sequential } from '../../src/layers/sequential.ts';
import type { ModelGraph } from '../../src/model/model-graph.ts';
import { random } from '../../src/random.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import type { Task } from '../../src/tasks/task.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { sumAndLargest } from '../support/tables.ts';

const image: TensorSpec = { shape: [28, 28, 1], dtype: 'float32' };
const text: TensorSpec = { shape: [12], dtype: 'int32', vocabulary: 30 };
const digits: readonly Task[] = ['left', 'right'].map((name) => ({ name, kind: multiclass({ classes: 10 }) }));

function count(input: TensorSpec, encoder?: Encoder, head = mlpHead()): number {
  return graphOf({ inputs: { input }, head, ...(encoder && { encoder }) }).parameterCount;
}

function paths({ parameters }: ModelGraph): readonly string[] {
  return parameters.map(({ path }) => path);
}

describe('a model', () => {
  it('is a LeNet with two heads of ten classes', () => {
    const graph = graphOf({ inputs: { input: image }, tasks: digits, encoder: cnn() });
    expect(graph.parameters.map(({ path, shape }) => [path, shape])).toEqual([
      ['encoder/conv2d-0/kernel', [5, 5, 1, 10]],
      ['encoder/conv2d-0/bias', [10]],
      ['encoder/conv2d-1/kernel', [5, 5, 10, 20]],
      ['encoder/conv2d-1/bias', [20]],
      ['encoder/dense-0/kernel', [320, 50]], // 28 − 4 = 24, halved 12, − 4 = 8, halved 4: 4 × 4 × 20
      ['encoder/dense-0/bias', [50]],
      ['heads/left/dense-0/kernel', [50, 10]],
      ['heads/left/dense-0/bias', [10]],
      ['heads/right/dense-0/kernel', [50, 10]],
      ['heads/right/dense-0/bias', [10]],
    ]);
    // 250 + 10 + 5000 + 20 + 16000 + 50 + 2 × (500 + 10)
    expect(graph.parameterCount).toBe(22_350);
  });

  it('is dense layers with heads of the sizes of the tasks', () => {
    // 4·64 + 64 + 64·64 + 64 = 4480 of the encoder, 65 of `sum`, 3 × 65 of `largest`.
    expect(count(row, mlp())).toBe(4480 + 65 + 195);
    // 784·8 + 8 of the encoder: an image is laid in a row.
    expect(count(image, mlp({ hidden: [8] }))).toBe(784 * 8 + 8 + 9 + 27);
    // A head of its own for each task: 64·5 + 5 twice, 6 and 3 × 6.
    expect(count(row, mlp(), mlpHead({ hidden: [5] }))).toBe(4480 + 2 * 325 + 6 + 18);
    // No encoder at all.
    expect(count(row, mlp({ hidden: [] }))).toBe(5 + 15);
    // 30·16 + (3·16·64 + 64) + (64·64 + 64) + 65 + 195
    expect(count(text, textEncoder())).toBe(480 + 3136 + 4160 + 260);
  });

  it('has the encoder that suits its input when none is given', () => {
    const columns = [{ name: 'a' }, { name: 'b' }, { name: 'c', levels: 9 }, { name: 'd' }];
    expect(count(row)).toBe(count(row, mlp()));
    expect(count(image)).toBe(count(image, cnn()));
    expect(count(text)).toBe(count(text, textEncoder()));
    // 1.6 · 9^0.56 = 5.5: vectors of 5 in place of a number, 9 of them.
    expect(count({ ...row, columns })).toBe(count(row) + 4 * 64 + 9 * 5);
  });

  it('has its parameters in one vector, and gives them back', () => {
    const graph = graphOf({ inputs: { input: image }, tasks: digits, encoder: cnn() });
    const { parameters } = graph.init(random(1));
    const tensors = graph.unflatten(tf.tensor1d(parameters));
    expect(tensors.map(({ shape }) => shape)).toEqual(graph.parameters.map(({ shape }) => shape));
    expect(tensors.flatMap((tensor) => [...tensor.dataSync()])).toEqual([...parameters]);
  });

  it('initialises each parameter in its range, from its own random stream', () => {
    const graph = graphOf({ encoder: mlp({ hidden: [6] }) });
    const vector = graph.init(random(1)).parameters;
    expect(graph.init(random(1)).parameters).toEqual(vector);
    expect(graph.init(random(2)).parameters).not.toEqual(vector);
    // ±1/√4 in the first layer, ±1/√6 in the heads.
    expect(Math.max(...vector.slice(0, 30).map(Math.abs))).toBeLessThanOrEqual(0.5);
    expect(Math.max(...vector.slice(30).map(Math.abs))).toBeLessThanOrEqual(1 / Math.sqrt(6));
    // The encoder of a baseline begins as that of the run that it is compared with.
    const alone = graphOf({ encoder: mlp({ hidden: [6] }), tasks: sumAndLargest.slice(0, 1) });
    expect(alone.init(random(1)).parameters).toEqual(vector.slice(0, 37));
  });

  it('applies the encoder and the head of each task', () => {
    const tasks = [...digits.slice(0, 1), ...sumAndLargest];
    const graph = graphOf({ inputs: { input: { ...row, shape: [2] } }, tasks, encoder: mlp({ hidden: [2] }) });
    // Encoder: relu(x₀ − x₁), relu(x₁ − x₀); head `sum`: 3 f₀ + 5 f₁ + 7.
    const vector = [1, -1, -1, 1, 0, 0, ...new Array<number>(30).fill(0), 3, 5, 7, ...new Array<number>(9).fill(1)];
    const input = [
      [4, 1],
      [1, 4],
    ];
    const { left, sum, largest } = outputsOf(graph, vector, { input });
    expect([left?.shape, sum?.shape, largest?.shape]).toEqual([
      [2, 10],
      [2, 1],
      [2, 3],
    ]);
    expectClose(sum?.values ?? [], [16, 22], 1e-6);
    expectClose(largest?.values ?? [], [4, 4, 4, 4, 4, 4], 1e-6);
  });

  it('lets a kind bring a head of its own', () => {
    const own: Task = {
      name: 'own',
      kind: { ...regression(), head: sequential([dense({ units: 3 }), dense({ units: 1 })]) },
    };
    const graph = graphOf({ tasks: [own], encoder: mlp({ hidden: [] }) });
    expect(graph.parameters.map(({ shape }) => shape)).toEqual([[4, 3], [3], [3, 1], [1]]);
    const wrong: Task = { name: 'own', kind: { ...regression(), head: dense({ units: 2 }) } };
    expect(() => graphOf({ tasks: [wrong] })).toThrow(
      new ShapeError('task own: the head must end in [1], ends in [2].'),
    );
  });

  it('keeps apart tasks of odd names', () => {
    const tasks = ['a/b', '__proto__', 'constructor'].map((name): Task => ({ name, kind: regression() }));
    const graph = graphOf({ tasks, encoder: mlp({ hidden: [] }) });
    expect(paths(graph).filter((path) => path.endsWith('bias'))).toEqual([
      'heads/a%2Fb/dense-0/bias',
      'heads/__proto__/dense-0/bias',
      'heads/constructor/dense-0/bias',
    ]);
    const vector = [1, 2, 3].flatMap((bias) => [0, 0, 0, 0, bias]);
    const found = outputsOf(graph, vector, { input: [[1, 1, 1, 1]] });
    expect(Object.keys(found)).toEqual(['a/b', '__proto__', 'constructor']);
    expect(Object.values(found).map(({ values }) => values)).toEqual([[1], [2], [3]]);
    expect(graph.partition.users).toEqual([[0], [0], [1], [1], [2], [2]]);
  });

  it('finds which tasks share a parameter once, and leaves nothing in memory', () => {
    const graph = graphOf({ encoder: sequential([dense({ units: 3 }), batchNorm()]) });
    const before = tf.memory().numTensors;
    const { partition } = graph;
    expect(tf.memory().numTensors).toBe(before);
    expect(graph.partition).toBe(partition);
    expect(partition.shared).toEqual([true, true, true, true, false, false, false, false]);
    expect(paths(graph).filter((_, index) => partition.shared[index])).toEqual([
      'encoder/dense-0/kernel',
      'encoder/dense-0/bias',
      'encoder/batchNorm-0/scale',
      'encoder/batchNorm-0/offset',
    ]);
    expect(graph.buffers.map(({ path }) => path)).toEqual([
      'encoder/batchNorm-0/moving-mean',
      'encoder/batchNorm-0/moving-variance',
    ]);
  });

  it('gives no weight of another model, and takes no value for a weight that is trained', () => {
    const [one, other] = [graphOf({}), graphOf({})];
    const run = one.run(one.unflatten(tf.zeros([one.parameterCount])), undefined, true);
    const [mine, foreign] = [one.parameters[0], other.parameters[0]];
    expect(() => foreign && run.weight(foreign)).toThrow(
      new EquipoiseError('model: the weight encoder/dense-0/kernel belongs to another model.'),
    );
    expect(() => {
      if (mine) run.assign(mine, tf.zeros([4, 64]));
    }).toThrow('model: the weight encoder/dense-0/kernel is trained, a layer cannot assign it.');
  });

  it('requires features that its heads can take', () => {
    expect(() => graphOf({ tasks: [{ name: 'map', kind: { ...regression(), outputs: image } }] })).toThrow(ShapeError);
  });
});

describe('an encoder', () => {
  it.each<[string, Encoder, TensorSpec, string]>([
    ['mlp, not text', mlp(), text, 'mlp: option `input` must be numbers or images, received "tokens".'],
    ['cnn, not a table', cnn(), row, 'conv2d: the input must be images (height × width × channels), has shape [4].'],
    ['textEncoder, not an image', textEncoder(), image, 'tokenConvolution: option `input` must be sequences of tokens'],
  ])('wants the kind of input that it is for: %s', (_, encoder, input, sentence) => {
    expect(() => graphOf({ inputs: { input }, encoder })).toThrow(sentence);
  });

  it('requires images that its filters and pooling windows fit', () => {
    const small = (side: number): (() => unknown) => {
      return () => graphOf({ inputs: { input: { ...image, shape: [side, side, 1] } }, encoder: cnn() });
    };
    expect(small(4)).toThrow(new ShapeError('conv2d: a filter of 5×5 does not fit an image of 4×4.'));
    expect(small(5)).toThrow(new ShapeError('maxPool: a window of 2×2 does not fit an image of 1×1.'));
    expect(small(16)).not.toThrow(); // 16 − 4 = 12, halved 6, − 4 = 2, halved 1.
  });

  it.each<[string, string, () => unknown]>([
    ['hidden of mlp', 'mlp: option `hidden[1]` must be a whole number of at least 1', () => mlp({ hidden: [8, 0] })],
    ['dropout of mlp', 'mlp: option `dropout` must be', () => mlp({ dropout: 1 })],
    ['filters of cnn', 'cnn: option `filters[0]` must be a whole number of at least 1', () => cnn({ filters: [1.5] })],
    ['kernel of cnn', 'cnn: option `kernel` must be a whole number of at least 1', () => cnn({ kernel: -1 })],
    ['features of cnn', 'cnn: option `features` must be a whole number', () => cnn({ features: NaN })],
    ['window of textEncoder', 'option `window` must be odd, received 2.', () => textEncoder({ window: 2 })],
    ['embedding of textEncoder', 'option `embedding` must be a whole', () => textEncoder({ embedding: 0 })],
    ['hidden of mlpHead', 'mlpHead: option `hidden[0]` must be a whole number', () => mlpHead({ hidden: [0] })],
  ])('wants sizes in their range: %s', (_, sentence, make) => {
    expect(make).toThrow(sentence);
    expect(make).toThrow(InvalidOptionError);
  });
});
