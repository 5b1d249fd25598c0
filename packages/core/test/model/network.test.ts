import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { InputSpec } from '../../src/dataset.ts';
import { InvalidOptionError, ShapeError } from '../../src/errors.ts';
import { cnn } from '../../src/model/cnn.ts';
import { type Head, mlpHead } from '../../src/model/head.ts';
import { mlp } from '../../src/model/mlp.ts';
import { Network } from '../../src/model/network.ts';
import { textEncoder } from '../../src/model/text-encoder.ts';
import type { Trunk } from '../../src/model/trunk.ts';
import { random } from '../../src/random.ts';
import { completeTask, type Task } from '../../src/task.ts';
import { expectClose } from '../support/expect-close.ts';
import { sumAndSign } from '../support/tables.ts';

const row: InputSpec = { kind: 'tabular', width: 4 };
const image: InputSpec = { kind: 'image', height: 28, width: 28, channels: 1 };
const text: InputSpec = { kind: 'text', length: 12, vocabulary: 30 };

const digits: Task[] = ['left', 'right'].map((name) => ({ name, kind: 'multiclass', outputs: 10 }));

function networkOf(
  input: InputSpec,
  trunk: Trunk,
  tasks: readonly Task[] = sumAndSign,
  head: Head = mlpHead(),
): Network {
  return new Network({ input, tasks: tasks.map(completeTask), trunk, head });
}

function count(network: Network): number {
  return network.sizes.reduce((sum, size) => sum + size, 0);
}

describe('Network', () => {
  it('is a LeNet with two heads of ten classes', () => {
    const network = networkOf(image, cnn(), digits);
    expect(network.parameters.map(({ shape }) => shape)).toEqual([
      [5, 5, 1, 10],
      [10],
      [5, 5, 10, 20],
      [20],
      [320, 50], // 28 − 4 = 24, halved 12, − 4 = 8, halved 4: 4 × 4 × 20
      [50],
      ...[[50, 10], [10]],
      ...[[50, 10], [10]],
    ]);
    // 250 + 10 + 5000 + 20 + 16000 + 50 + 2 × (500 + 10)
    expect(count(network)).toBe(22_350);
  });

  it('is dense layers with heads of the sizes of the tasks', () => {
    // 4·64 + 64 + 64·64 + 64 = 4480 of the trunk, 65 of `sum`, 3 × 65 of `largest`.
    expect(count(networkOf(row, mlp()))).toBe(4480 + 65 + 195);
    // 784·8 + 8 of the trunk: an image is laid in a row.
    expect(count(networkOf(image, mlp({ hidden: [8] })))).toBe(784 * 8 + 8 + 9 + 27);
    // A head of its own for each task: 64·5 + 5 twice, 6 and 3 × 6.
    expect(count(networkOf(row, mlp(), sumAndSign, mlpHead({ hidden: [5] })))).toBe(4480 + 2 * 325 + 6 + 18);
    // No trunk at all.
    expect(count(networkOf(row, mlp({ hidden: [] })))).toBe(5 + 15);
  });

  it('is an embedding, a convolution and a dense layer', () => {
    // 30·16 + (3·16·64 + 64) + (64·64 + 64) + 65 + 195
    expect(count(networkOf(text, textEncoder()))).toBe(480 + 3136 + 4160 + 260);
  });

  it('flattens and unflattens the parameters', () => {
    const network = networkOf(image, cnn(), digits);
    const vector = network.init(random(1));
    const tensors = network.unflatten(tf.tensor1d(vector));
    expect(tensors.map(({ shape }) => shape)).toEqual(network.parameters.map(({ shape }) => shape));
    expect(tensors.flatMap((tensor) => [...tensor.dataSync()])).toEqual([...vector]);
  });

  it('initialises each parameter in its range, from its own random stream', () => {
    const network = networkOf(row, mlp({ hidden: [6] }));
    const vector = network.init(random(1));
    expect(network.init(random(1))).toEqual(vector);
    expect(network.init(random(2))).not.toEqual(vector);
    // ±1/√4 in the first layer, ±1/√6 in the heads.
    expect(Math.max(...vector.slice(0, 30).map(Math.abs))).toBeLessThanOrEqual(0.5);
    expect(Math.max(...vector.slice(30).map(Math.abs))).toBeLessThanOrEqual(1 / Math.sqrt(6));
    // The trunk of a baseline begins as the trunk of the run that it is compared with.
    const alone = networkOf(row, mlp({ hidden: [6] }), sumAndSign.slice(0, 1)).init(random(1));
    expect(alone).toEqual(vector.slice(0, 37));
  });

  it('applies the trunk and the head of each task', () => {
    const network = networkOf(
      { kind: 'tabular', width: 2 },
      mlp({ hidden: [2] }),
      digits.slice(0, 1).concat(sumAndSign),
    );
    // Trunk: relu(x₀ − x₁), relu(x₁ − x₀); head `sum`: 3 f₀ + 5 f₁ + 7.
    const vector = [1, -1, -1, 1, 0, 0, ...new Array<number>(30).fill(0), 3, 5, 7, ...new Array<number>(9).fill(1)];
    const outputs = network.apply(
      tf.tensor2d([
        [4, 1],
        [1, 4],
      ]),
      network.unflatten(tf.tensor1d(vector)),
      { training: false },
    );
    expect(outputs.map(({ shape }) => shape)).toEqual([
      [2, 10],
      [2, 1],
      [2, 3],
    ]);
    expectClose(outputs[1]?.dataSync() ?? [], [16, 22], 1e-6);
    expectClose(outputs[2]?.dataSync() ?? [], [4, 4, 4, 4, 4, 4], 1e-6);
  });

  it('requires a trunk that ends in a vector per example', () => {
    const bare: Trunk = { name: 'bare', build: () => [] };
    expect(() => networkOf(image, bare)).toThrow(
      new ShapeError('bare: must end in a vector for each example, ends in [28,28,1].'),
    );
    expect(count(networkOf(row, bare))).toBe(5 + 15);
  });
});

describe('a trunk', () => {
  it('is named after its layers', () => {
    const names = [mlp(), mlp({ hidden: [8] }), cnn(), textEncoder()].map(({ name }) => name);
    expect(names).toEqual(['mlp(64, 64)', 'mlp(8)', 'cnn(10, 20; 50)', 'textEncoder(16; 64×3; 64)']);
    expect(mlpHead({ hidden: [4] }).name).toBe('mlpHead(4)');
  });

  it('has dropout after each hidden layer as an option', () => {
    expect(mlp({ dropout: 0.1 }).build(row)).toHaveLength(mlp().build(row).length + 2);
    expect(cnn({ dropout: 0.1 }).build(image)).toHaveLength(cnn().build(image).length + 1);
    expect(textEncoder({ dropout: 0.1 }).build(text)).toHaveLength(textEncoder().build(text).length + 1);
  });

  it('gives the output shape of each layer', () => {
    const cases: [Trunk, InputSpec][] = [
      [mlp({ hidden: [3, 2] }), row],
      [mlp({ hidden: [3] }), { ...image, height: 6, width: 5 }],
      [cnn({ filters: [2, 3], kernel: 3, features: 4 }), { ...image, height: 11, width: 13 }],
      [textEncoder({ embedding: 2, filters: 3, features: 4 }), text],
    ];
    for (const [trunk, input] of cases) {
      const shape = input.kind === 'tabular' ? [4] : input.kind === 'text' ? [12] : [input.height, input.width, 1];
      let x: tf.Tensor = tf.ones([2, ...shape]);
      for (const layer of trunk.build(input)) {
        x = layer.apply(
          x,
          layer.parameters.map((parameter) => tf.ones([...parameter.shape])),
          { training: false },
        );
        expect(x.shape).toEqual([2, ...layer.outputShape]);
      }
    }
  });

  it.each<[string, Trunk, InputSpec, string]>([
    ['mlp, not text', mlp(), text, 'mlp: option `input` must be a table or images, received "text".'],
    ['cnn, not a table', cnn(), row, 'cnn: option `input` must be images, received "tabular".'],
    ['cnn, not text', cnn(), text, 'cnn: option `input` must be images, received "text".'],
    ['textEncoder, not an image', textEncoder(), image, 'textEncoder: option `input` must be text, received "image".'],
  ])('wants the kind of input that it is for: %s', (_, trunk, input, sentence) => {
    expect(() => trunk.build(input)).toThrow(sentence);
    expect(() => trunk.build(input)).toThrow(InvalidOptionError);
  });

  it('requires images that its filters and pooling windows fit', () => {
    const small = (side: number): InputSpec => ({ kind: 'image', height: side, width: side, channels: 1 });
    expect(() => cnn().build(small(4))).toThrow(
      new ShapeError('conv2d: a filter of 5×5 does not fit an image of 4×4.'),
    );
    expect(() => cnn().build(small(5))).toThrow(
      new ShapeError('max-pool: a window of 2×2 does not fit an image of 1×1.'),
    );
    // 16 − 4 = 12, halved 6, − 4 = 2, halved 1.
    expect(cnn().build(small(16)).at(-1)?.outputShape).toEqual([50]);
  });

  it.each<[string, string, () => unknown]>([
    [
      'hidden of mlp',
      'mlp: option `hidden` must be made of whole numbers above 0, received [8,0].',
      () => mlp({ hidden: [8, 0] }),
    ],
    ['dropout of mlp', 'mlp: option `dropout` must be at least 0 and below 1, received 1.', () => mlp({ dropout: 1 })],
    [
      'filters of cnn',
      'cnn: option `filters` must be made of whole numbers above 0, received [1.5].',
      () => cnn({ filters: [1.5] }),
    ],
    [
      'kernel of cnn',
      'cnn: option `kernel` must be made of whole numbers above 0, received -1.',
      () => cnn({ kernel: -1 }),
    ],
    [
      'features of cnn',
      'cnn: option `features` must be made of whole numbers above 0, received NaN.',
      () => cnn({ features: NaN }),
    ],
    [
      'dropout of cnn',
      'cnn: option `dropout` must be at least 0 and below 1, received -0.1.',
      () => cnn({ dropout: -0.1 }),
    ],
    [
      'window of textEncoder',
      'textEncoder: option `window` must be odd, received 2.',
      () => textEncoder({ window: 2 }),
    ],
    [
      'embedding of textEncoder',
      'textEncoder: option `embedding` must be made of whole numbers above 0, received 0.',
      () => textEncoder({ embedding: 0 }),
    ],
    [
      'dropout of textEncoder',
      'textEncoder: option `dropout` must be at least 0 and below 1, received NaN.',
      () => textEncoder({ dropout: NaN }),
    ],
    [
      'hidden of mlpHead',
      'mlpHead: option `hidden` must be made of whole numbers above 0, received [0].',
      () => mlpHead({ hidden: [0] }),
    ],
  ])('wants sizes in their range: %s', (_, sentence, make) => {
    expect(make).toThrow(sentence);
    expect(make).toThrow(InvalidOptionError);
  });
});
