import { describe, expect, it } from 'vitest';

import { sharedHead } from '../../src/architectures/shared-head.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { weightsByPath } from '../../src/model/weights-by-path.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { fourNumbers } from '../support/four-numbers.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import { plainWeights, relu, usersOf } from '../support/plain-model.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
];
const encoder = mlp({ hidden: [2] });
const classes = (name: string) => ({ name, kind: multiclass({ classes: ['a', 'b', 'c'] }) });
const price = { name: 'price', kind: regression() };
const tasks = [classes('sure'), classes('unsure'), price];
const architecture = sharedHead({ tasks: ['sure', 'unsure'] });

describe('a shared head', () => {
  it('gives each task the same outputs, divided by its temperature', () => {
    const graph = graphOf({ architecture, encoder, tasks });
    const { vector, affine, weight } = plainWeights(graph);
    const found = outputsOf(graph, vector, { input: rows });
    const [[t = NaN] = []] = weight('temperatures/unsure');
    rows.forEach((x, row) => {
      const features = relu(affine('encoder/dense-0', x));
      const logits = affine('heads/sure/dense-0', features);
      expectClose(found.sure?.values.slice(3 * row, 3 * row + 3) ?? [], logits, 1e-6);
      const cooler = logits.map((logit) => logit / Math.exp(t));
      expectClose(found.unsure?.values.slice(3 * row, 3 * row + 3) ?? [], cooler, 1e-6);
      expectClose([found.price?.values[row] ?? NaN], affine('heads/price/dense-0', features), 1e-6);
    });
    expect(usersOf(graph)).toMatchObject({
      'heads/sure/dense-0/kernel': [0, 1],
      'temperatures/unsure': [1],
      'heads/price/dense-0/kernel': [2],
    });
  });

  it('learns a higher temperature for labels of which a third are wrong', async () => {
    const data = fourNumbers(600);
    const largest = data.tasks.slice(1);
    const noisy = { name: 'noisy', kind: largest[0]?.kind ?? multiclass({ classes: ['a', 'b', 'c'] }) };
    const withNoise = <Examples extends object>(split: Examples): Examples => {
      const { labels } = split as unknown as typeof data.splits.validation;
      const values = Int32Array.from(labels.largest?.values ?? [], (label, row) =>
        row % 3 === 0 ? (label + 1 + (row % 2)) % 3 : label,
      );
      return { ...split, labels: { largest: labels.largest, noisy: { values } } };
    };
    const { train, validation } = data.splits;
    const { model } = await fit({
      dataset: {
        ...data,
        tasks: [...largest, noisy],
        splits: { train: withNoise(train), validation: withNoise(validation) },
      },
      architecture: sharedHead(),
      encoder: mlp({ hidden: [16] }),
      balancer: equal,
      epochs: 20,
      batchSize: 50,
      learningRate: 0.02,
      engine: 'wasm',
    });
    const [temperature = NaN] = weightsByPath(model)['temperatures/noisy']?.data ?? [];
    expect(temperature).toBeGreaterThan(0.2);
    await model.dispose();
  });

  it('is refused for tasks that differ', () => {
    const build = (names?: readonly string[]) =>
      graphOf({ architecture: sharedHead(names ? { tasks: names } : {}), encoder, tasks });
    expect(() => build()).toThrow('names of tasks of one kind, with the same outputs, received "price"');
    expect(() => build(['sure', 'unsur'])).toThrow('did you mean unsure?');
    expect(() => build(['sure'])).toThrow('a list of 2 or more different names of tasks');
  });
});
