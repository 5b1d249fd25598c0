import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { maskedMean } from '../../src/losses/masked-mean.ts';
import { losses as lossFunctions } from '../../src/losses/registry.ts';
import type { Layer } from '../../src/layers/layer.ts';
import { uniformParameter } from '../../src/layers/uniform-parameter.ts';
import { mlpHead } from '../../src/model/head.ts';
import { mlp } from '../../src/model/mlp.ts';
import { Network } from '../../src/model/network.ts';
import type { Trunk } from '../../src/model/trunk.ts';
import { random } from '../../src/random.ts';
import { completeTask } from '../../src/task.ts';
import { BatchReader } from '../../src/train/batch.ts';
import { Tape } from '../../src/train/tape.ts';
import {
  type Forward,
  gramian,
  sharedJacobian,
  sharedParameters,
  weightedGradient,
} from '../../src/train/task-gradients.ts';
import { expectClose } from '../support/expect-close.ts';
import { table } from '../support/tables.ts';

const plain = mlp({ hidden: [5] });

/** A layer that has a parameter and gives what it is given. */
const idle: Layer = { parameters: [uniformParameter([3], 1)], outputShape: [5], apply: (input) => input };

/** A trunk with parameters that nothing depends on, before the others and between them. */
const partlyIdle: Trunk = {
  name: 'partly idle',
  build: (input) => [
    { ...idle, outputShape: [4] },
    ...plain.build(input),
    idle,
    ...mlp({ hidden: [6] }).build({ kind: 'tabular', width: 5 }),
  ],
};

const present = { sum: (example: number) => example % 3 > 0 };

/** A model on a table, as functions of its parameters: the loss of each task. */
function model(
  trunk: Trunk,
  taskCount = 2,
): { parameters: tf.Tensor[]; losses: (parameters: readonly tf.Tensor[]) => tf.Tensor[] } {
  const dataset = table({ size: 12, present });
  const tasks = dataset.tasks.slice(0, taskCount).map(completeTask);
  const network = new Network({ input: dataset.input, tasks, trunk, head: mlpHead() });
  const {
    inputs,
    labels,
    present: marks,
  } = new BatchReader(dataset.splits.train, dataset.input, tasks).read([...Array(12).keys()]);
  const tensorOf = ({ data, shape }: (typeof labels)[number]): tf.Tensor =>
    tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32');
  const [x, y, p] = [tensorOf(inputs), labels.map(tensorOf), marks.map((mark) => (mark ? tensorOf(mark) : undefined))];
  return {
    parameters: [...network.unflatten(tf.tensor1d(network.init(random(5))))],
    losses: (parameters) =>
      network.apply(x, parameters, { training: true }).map((outputs, task) => {
        const loss = lossFunctions[tasks[task]?.loss ?? 'huber'];
        return maskedMean(loss(outputs as tf.Tensor2D, y[task] ?? x), p[task] as tf.Tensor1D | undefined);
      }),
  };
}

function forwardOf({ parameters, losses }: ReturnType<typeof model>): Forward {
  const { result, tape } = Tape.record(() => losses(parameters));
  return { losses: result, parameters, tape };
}

/** The gradient of each task's loss over all parameters, each by a forward pass of its own. */
function separately({ parameters, losses }: ReturnType<typeof model>, taskCount = 2): number[][] {
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

describe('sharedParameters', () => {
  it('are those of the trunk, and not of the heads', () => {
    expect(sharedParameters(forwardOf(model(plain)))).toEqual([true, true, false, false, false, false]);
  });

  it('are all parameters where there is one task', () => {
    expect(sharedParameters(forwardOf(model(plain, 1)))).toEqual([true, true, true, true]);
  });

  it('are none that no loss depends on', () => {
    const expected = [false, true, true, false, true, true, false, false, false, false];
    expect(sharedParameters(forwardOf(model(partlyIdle)))).toEqual(expected);
  });
});

describe.each([
  ['a trunk', plain],
  ['a trunk with idle parameters', partlyIdle],
])('with %s', (_, trunk) => {
  const given = model(trunk);
  const forward = forwardOf(given);
  const shared = sizesOf(given.parameters, sharedParameters(forward));
  const gradients = separately(given);

  it('the Jacobian and the Gramian are those of the gradients, each by tf.grads', () => {
    const rows = gradients.map((row) => row.filter((__, index) => shared[index]));
    const jacobian = sharedJacobian(forward);
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
      const jacobian = sharedJacobian(forward);
      expectClose(weightedGradient(forward, tf.tensor1d(weights), { headPolicy, jacobian }).dataSync(), truth, 1e-5);
    },
  );
});

it('the Gramian is that of finite differences', () => {
  const { parameters, losses } = model(plain);
  const step = 1e-2; // In single precision the differences are good to about a thousandth.
  const [weights, ...rest] = parameters;
  const bias = rest[0];
  const trunk = [...(weights?.dataSync() ?? []), ...(bias?.dataSync() ?? [])];
  const lossesAt = (values: readonly number[]): number[] =>
    losses([tf.tensor2d(values.slice(0, 20), [4, 5]), tf.tensor1d(values.slice(20)), ...rest.slice(1)]).map(
      (loss) => loss.dataSync()[0] ?? NaN,
    );
  const columns = trunk.map((__, index) => {
    const [above, below] = [step, -step].map((by) =>
      lossesAt(trunk.map((value, at) => (at === index ? value + by : value))),
    );
    return (above ?? []).map((loss, task) => (loss - (below?.[task] ?? NaN)) / (2 * step));
  });
  const expected = [0, 1].flatMap((a) =>
    [0, 1].map((b) => columns.reduce((sum, column) => sum + (column[a] ?? NaN) * (column[b] ?? NaN), 0)),
  );
  expectClose(gramian(sharedJacobian(forwardOf(model(plain)))).dataSync(), expected, 0.01);
});

describe('the work of a step', () => {
  async function matMuls(work: () => void): Promise<number> {
    const { kernels } = await tf.profile(() => {
      work();
      return tf.scalar(0);
    });
    return kernels.filter(({ name }) => name === 'BatchMatMul').length;
  }

  it('with the Gramian is one forward pass, and one backward pass of the trunk for each task', async () => {
    // Forward 3 (trunk, two heads); back 2 × 2 (into the features, into the trunk's weights); the Gramian 1; the weighted
    // sum 1; the heads' weights 2.
    const count = await matMuls(() => {
      const forward = forwardOf(model(plain));
      const jacobian = sharedJacobian(forward);
      gramian(jacobian);
      weightedGradient(forward, tf.tensor1d([1, 2]), { headPolicy: 'weighted', jacobian });
    });
    expect(count).toBe(11);
  });

  it('without the Gramian is one forward pass and one backward pass', async () => {
    // Forward 3; back 2 (into the features), 1 (the trunk's weights), 2 (the heads').
    const count = await matMuls(() => {
      weightedGradient(forwardOf(model(plain)), tf.tensor1d([1, 2]), { headPolicy: 'weighted' });
    });
    expect(count).toBe(8);
  });
});
