import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { AnyBalancer } from '../../src/balancer.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { NonFiniteError } from '../../src/errors.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { equal, inverseLoss, recording, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { place, setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';

const everyExample = [0, 1, 2, 3, 4, 5, 6, 7];

/** An encoder that also says how often its forward pass was run. */
function counted(encoder: Encoder): { encoder: Encoder; count: () => number } {
  let count = 0;
  const build: Encoder['build'] = (input, scope) => {
    const built = encoder.build(input, scope);
    return {
      output: built.output,
      call(x, run) {
        count += 1;
        return built.call(x, run);
      },
    };
  };
  return { encoder: { config: encoder.config, build }, count: () => count };
}

describe('TrainingStep', () => {
  it.each([
    ['native', 2], // And one that follows which tasks depend on which parameters.
    ['eager', 6],
  ] as const)(
    'runs the forward pass once on the engine %s, whatever the strategy looks at',
    async (engine, expected) => {
      for (const balancer of [equal, inverseLoss, shortest]) {
        const { encoder, count } = counted(mlp({ hidden: [5] }));
        const { step, read, dispose } = setUpStep({ balancer, engine, encoder });
        for (let index = 0; index < 5; index += 1) await step.run([read()], place);
        expect(count()).toBe(expected);
        await dispose();
      }
    },
  );

  it.each(['native', 'wasm', 'eager'] as const)('takes the same steps on the engine %s', async (engine) => {
    const { step, read, parameters, dispose } = setUpStep({ balancer: shortest, engine });
    const reference = setUpStep({ balancer: shortest });
    for (let index = 0; index < 8; index += 1) {
      const batch = read(everyExample.map((example) => (example * 5 + index) % 40));
      const [result, expected] = [await step.run([batch], place), await reference.step.run([batch], place)];
      expectClose(result.losses.map(Number), expected.losses.map(Number), 1e-5);
      expectClose(result.weights, expected.weights, 1e-4);
    }
    step.sync();
    reference.step.sync();
    expect(step.engine).toBe(engine);
    expectClose(parameters.dataSync(), reference.parameters.dataSync(), 1e-5);
    await dispose();
    await reference.dispose();
  });

  it('tells the strategy which tasks the batch has labels for, and where training stands', async () => {
    const dataset = table({ labelled: { sum: (example) => example >= 8, largest: (example) => example !== 3 } });
    const { balancer, seen } = recording(shortest);
    const { step, balancerRun, read, dispose } = setUpStep({ balancer, dataset });
    const without = await step.run([read()], { ...place, step: 5, epoch: 1, epochs: 3 });
    expect(without.losses[0]).toBeNull();
    expect(without.weights).toEqual([0, 1]);
    expect(without.gramian?.[0]).toEqual([0, 0]);
    expect(seen[0]).toEqual({
      tasks: [1],
      progress: { step: 5, epoch: 1, epochs: 3 },
      losses: [without.losses[1]],
      gramian: [[without.gramian?.[1]?.[1]]],
    });
    expect(balancerRun.state).toEqual({ 1: 1 });

    const both = await step.run([read([6, 7, 8, 9, 10, 11, 12, 13])], place);
    expect(both.losses.every((loss) => loss !== null)).toBe(true);
    expect(seen[1]?.gramian).toEqual(both.gramian);
    expect(seen[1]?.gramian).toHaveLength(2);
    expect(balancerRun.state).toEqual({ 0: 1, 1: 2 });
    await dispose();
  });

  it('does not call the strategy for a batch without labels', async () => {
    const dataset = table({ labelled: { sum: (example) => example >= 8, largest: (example) => example >= 8 } });
    const { balancer, seen } = recording(inverseLoss);
    const { step, balancerRun, read, dispose } = setUpStep({ balancer, dataset });
    const { losses, weights } = await step.run([read()], place);
    expect([losses, weights, seen, balancerRun.state]).toEqual([[null, null], [0, 0], [], {}]);
    await dispose();
  });

  it('multiplies the weights of the strategy by the priorities', async () => {
    const whole = table();
    const dataset = {
      ...whole,
      tasks: whole.tasks.map((task, index) => ({ ...task, priority: [2, 0.25][index] ?? 1 })),
    };
    const { step, read, dispose } = setUpStep({ balancer: equal, dataset });
    expect((await step.run([read()], place)).weights).toEqual([2, 0.25]);
    await dispose();
  });

  it('gives the Gramian of a batch without a step, and does not change later dropout masks', async () => {
    const encoder = mlp({ hidden: [16], dropout: 0.5 });
    const [looking, blind] = [setUpStep({ balancer: equal, encoder }), setUpStep({ balancer: equal, encoder })];
    const before = [...looking.parameters.dataSync()];
    const gramian = await looking.step.gramian(looking.read());
    looking.step.sync();
    expect([...looking.parameters.dataSync()]).toEqual(before);
    expect(gramian[0]?.[1]).toBe(gramian[1]?.[0]);
    expect(gramian[0]?.[0]).toBeGreaterThan(0);
    const [seen, unseen] = [
      await looking.step.run([looking.read()], place),
      await blind.step.run([blind.read()], place),
    ];
    expect(seen.losses).toEqual(unseen.losses);
    await looking.dispose();
    await blind.dispose();
  });

  it('has one mask of dropout for all tasks of a step, and another for the next', async () => {
    // Two tasks that are the same, with heads that are the same: their losses and gradients are equal when the masks are.
    const whole = table();
    const tasks = [1, 2].map((copy) => ({ name: `copy ${copy}`, kind: regression() }));
    const { sum = { values: new Float32Array(40) } } = whole.splits.train.labels;
    const train = { ...whole.splits.train, labels: { 'copy 1': sum, 'copy 2': sum } };
    const dataset: Dataset = { ...whole, tasks, splits: { train, validation: train, test: train } };
    const { step, read, parameters, dispose } = setUpStep({
      balancer: shortestOf,
      dataset,
      encoder: mlp({ hidden: [16], dropout: 0.5 }),
    });
    const values = [...parameters.dataSync()];
    values.splice(-17, 17, ...values.slice(-34, -17));
    tf.tidy(() => {
      parameters.assign(tf.tensor1d(values));
    });
    const first = await step.run([read()], place);
    expect(first.losses[0]).toBe(first.losses[1]);
    const [[a = 0, b = 0] = [], [, d = 0] = []] = first.gramian ?? [];
    expectClose([b, d], [a, a], 1e-6);
    const losses = new Set<number | null | undefined>();
    for (let index = 0; index < 6; index += 1) {
      tf.tidy(() => {
        parameters.assign(tf.tensor1d(values));
      });
      losses.add((await step.run([read()], place)).losses[0]);
    }
    expect(losses.size).toBe(6);
    await dispose();
  });

  it.each(['native', 'eager'] as const)(
    'names the task and step of a loss that is not finite, on the engine %s',
    async (engine) => {
      for (const balancer of [equal, inverseLoss, shortest]) {
        const before = tf.memory().numTensors;
        const { step, read, parameters, dispose } = setUpStep({ balancer, engine });
        tf.tidy(() => {
          parameters.assign(tf.fill([parameters.size], 1e30));
        });
        await expect(step.run([read()], { ...place, step: 7 })).rejects.toThrow(
          new NonFiniteError(
            'training: the loss of task sum at step 7 is Infinity; try a smaller learning rate, or look at the data.',
          ),
        );
        await dispose();
        if (engine === 'native') expect(tf.memory().numTensors).toBe(before);
      }
    },
  );

  it('names the task and step of a gradient that is not finite', async () => {
    const { step, read, parameters, dispose } = setUpStep({ balancer: shortest });
    tf.tidy(() => {
      parameters.assign(tf.fill([parameters.size], 3e6)); // Losses of about 1e27, and squares of gradients beyond 1e38.
    });
    await expect(step.run([read()], place)).rejects.toThrow('training: the gradient of task sum at step 0 is Infinity');
    await dispose();
  });

  it.each(['native', 'eager'] as const)('frees its tensors, on the engine %s', async (engine) => {
    const before = tf.memory().numTensors;
    const { step, read, dispose } = setUpStep({ balancer: shortest, engine });
    for (let index = 0; index < 3; index += 1) await step.run([read()], place);
    await step.gramian(read());
    await dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** {@link shortest}, halving between gradients that are equal. */
const shortestOf: AnyBalancer = { ...shortest, weigh: () => ({ weights: [0.5, 0.5], state: null }) };
