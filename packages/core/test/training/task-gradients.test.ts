import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import { batchOf } from '../../src/data/batch.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { dense } from '../../src/layers/dense.ts';
import { uniform } from '../../src/layers/initializers.ts';
import type { Layer } from '../../src/layers/layer.ts';
import { relu } from '../../src/layers/relu.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { ModelGraph } from '../../src/model/model-graph.ts';
import { random } from '../../src/random.ts';
import type { Forward } from '../../src/training/forward.ts';
import { scopeJacobian } from '../../src/training/gradient-scope.ts';
import { Tape } from '../../src/training/tape.ts';
import { gramian, scatterShared, weightedGradient } from '../../src/training/task-gradients.ts';
import { type BatchTensors, taskLosses } from '../../src/training/task-losses.ts';
import { expectClose } from '../support/expect-close.ts';
import { table } from '../support/tables.ts';

const plain = mlp({ hidden: [5] });

/** A layer that has a parameter and gives what it is given. */
const idle: Layer = {
  config: { kind: 'layer', name: 'idle', options: {} },
  build(input, scope) {
    scope.weight('unused', [3], uniform(1));
    return { output: input, call: (x) => x };
  },
};

/** An encoder with parameters that nothing depends on, before the others and between them. */
const partlyIdle: Encoder = sequential([idle, dense({ units: 5 }), relu(), idle, dense({ units: 6 }), relu()]);

interface Model {
  graph: ModelGraph;
  parameters: tf.Tensor[];
  losses: (parameters: readonly tf.Tensor[]) => readonly tf.Tensor[];
}

/** A model on a table, as functions of its parameters: the loss of each task. */
function model(encoder: Encoder, taskCount = 2): Model {
  const whole = table({ size: 12, labelled: { sum: (example) => example % 3 > 0 } });
  const dataset = { ...whole, tasks: whole.tasks.slice(0, taskCount) };
  const { inputs, tasks, splits } = dataset;
  const graph = new ModelGraph({ inputs, tasks, encoder, architecture: hardSharing(), head: mlpHead() });
  const batch = tensorsOf(batchOf(splits.train, dataset)) as BatchTensors;
  return {
    graph,
    parameters: [...graph.unflatten(tf.tensor1d(graph.init(random(5)).parameters))],
    losses: (parameters) => taskLosses(graph, batch, graph.run(parameters, undefined, true)),
  };
}

/** A batch with tensors in place of its numbers. */
function tensorsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('data' in value && 'shape' in value) {
    const { data, shape } = value as { data: Float32Array | Int32Array; shape: number[] };
    return tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32');
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, tensorsOf(part)]));
}

function forwardOf({ graph, parameters, losses }: Model): Forward {
  const { result, tape } = Tape.record(() => losses(parameters));
  return {
    losses: result,
    parameters,
    partition: graph.partition,
    tape,
    run: graph.run(parameters, undefined, true),
  };
}

/** The gradient of each task's loss over all parameters, each by a forward pass of its own. */
function separately({ parameters, losses }: Model, taskCount = 2): number[][] {
  return Array.from({ length: taskCount }, (_, task) => {
    const used = (...given: tf.Tensor[]): tf.Tensor =>
      given.reduce((sum, one) => tf.add(sum, tf.mul(tf.sum(one), 0)), losses(given)[task] ?? tf.scalar(NaN));
    return tf
      .grads(used)(parameters)
      .flatMap((gradient) => [...gradient.dataSync()]);
  });
}

function sizesOf(parameters: readonly tf.Tensor[], kept: readonly boolean[]): boolean[] {
  return parameters.flatMap(({ size }, index) => new Array<boolean>(size).fill(kept[index] ?? false));
}

describe('the partition', () => {
  it('has the parameters of the encoder as shared, and of the heads as those of a task', () => {
    const { users, shared } = model(plain).graph.partition;
    expect(shared).toEqual([true, true, false, false, false, false]);
    expect(users).toEqual([[0, 1], [0, 1], [0], [0], [1], [1]]);
  });

  it('has all parameters as shared where there is one task', () => {
    expect(model(plain, 1).graph.partition.shared).toEqual([true, true, true, true]);
  });

  it('has none as shared that no loss depends on', () => {
    const expected = [false, true, true, false, true, true, false, false, false, false];
    expect(model(partlyIdle).graph.partition.shared).toEqual(expected);
  });
});

describe.each([
  ['an encoder', plain],
  ['an encoder with idle parameters', partlyIdle],
])('with %s', (_, encoder) => {
  const given = model(encoder);
  const forward = forwardOf(given);
  const shared = sizesOf(given.parameters, forward.partition.shared);
  const gradients = separately(given);

  it('the Jacobian and the Gramian are those of the gradients, each by tf.grads', () => {
    const rows = gradients.map((row) => row.filter((__, index) => shared[index]));
    const jacobian = scopeJacobian(forward, 'shared');
    expectClose(jacobian.dataSync(), rows.flat(), 1e-5);
    const products = rows.map((a) =>
      rows.map((b) => a.reduce((sum, value, index) => sum + value * (b[index] ?? NaN), 0)),
    );
    expectClose(gramian(jacobian).dataSync(), products.flat(), 1e-5);
  });

  it.each(['weighted', 'unweighted'] as const)(
    'the step is the sum of the weighted gradients, heads %s',
    (headPolicy) => {
      const weights = [0.3, 2.5];
      const truth = shared.map((inTrunk, index) =>
        gradients.reduce(
          (sum, row, task) =>
            sum + (inTrunk || headPolicy === 'weighted' ? (weights[task] ?? NaN) : 1) * (row[index] ?? NaN),
          0,
        ),
      );
      const without = weightedGradient(forward, tf.tensor1d(weights), { headPolicy });
      expectClose(without.dataSync(), truth, 1e-5);
      const jacobian = scopeJacobian(forward, 'shared');
      expectClose(weightedGradient(forward, tf.tensor1d(weights), { headPolicy, jacobian }).dataSync(), truth, 1e-5);
    },
  );

  it('a vector over the shared parameters goes to their places', () => {
    const places = shared.flatMap((isShared, index) => (isShared ? [index] : []));
    const expected = shared.map((_, index) => places.indexOf(index) + 1);
    expect([...scatterShared(forward, tf.range(1, places.length + 1)).dataSync()]).toEqual(expected);
  });
});

it('the Gramian is that of finite differences', () => {
  const { parameters, losses } = model(plain);
  const step = 1e-2; // In single precision the differences are good to about a thousandth.
  const [weights, ...rest] = parameters;
  const bias = rest[0];
  const encoder = [...(weights?.dataSync() ?? []), ...(bias?.dataSync() ?? [])];
  const lossesAt = (values: readonly number[]): number[] =>
    losses([tf.tensor2d(values.slice(0, 20), [4, 5]), tf.tensor1d(values.slice(20)), ...rest.slice(1)]).map(
      (loss) => loss.dataSync()[0] ?? NaN,
    );
  const columns = encoder.map((__, index) => {
    const [above, below] = [step, -step].map((by) =>
      lossesAt(encoder.map((value, at) => (at === index ? value + by : value))),
    );
    return (above ?? []).map((loss, task) => (loss - (below?.[task] ?? NaN)) / (2 * step));
  });
  const expected = [0, 1].flatMap((a) =>
    [0, 1].map((b) => columns.reduce((sum, column) => sum + (column[a] ?? NaN) * (column[b] ?? NaN), 0)),
  );
  expectClose(gramian(scopeJacobian(forwardOf(model(plain)), 'shared')).dataSync(), expected, 0.01);
});

describe('the work of a step', () => {
  async function matMuls(work: () => void): Promise<number> {
    const { kernels } = await tf.profile(() => {
      work();
      return tf.scalar(0);
    });
    return kernels.filter(({ name }) => name === 'BatchMatMul').length;
  }

  it('with the Gramian is one forward pass, and one backward pass of the encoder for each task', async () => {
    // Forward 3 (encoder, two heads); back 2 × 2 (into the features, into the encoder's weights); the Gramian 1; the weighted
    // sum 1; the heads' weights 2.
    const given = model(plain);
    expect(given.graph.partition.shared).toContain(true); // Found once, before.
    const count = await matMuls(() => {
      const forward = forwardOf(given);
      const jacobian = scopeJacobian(forward, 'shared');
      gramian(jacobian);
      weightedGradient(forward, tf.tensor1d([1, 2]), { headPolicy: 'weighted', jacobian });
    });
    expect(count).toBe(11);
  });

  it('without the Gramian is one forward pass and one backward pass', async () => {
    // Forward 3; back 2 (into the features), 1 (the encoder's weights), 2 (the heads').
    const given = model(plain);
    expect(given.graph.partition.shared).toContain(true);
    const count = await matMuls(() => {
      weightedGradient(forwardOf(given), tf.tensor1d([1, 2]), { headPolicy: 'weighted' });
    });
    expect(count).toBe(8);
  });
});
