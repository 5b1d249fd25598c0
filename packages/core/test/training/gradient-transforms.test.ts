import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Balancer, PerTask } from '../../src/balancer.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import type { GradientTransform, TransformStep } from '../../src/gradient-transform.ts';
import { gramian } from '../../src/training/task-gradients.ts';
import { equal, inverseLoss, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { along, transformed, type Told } from '../support/transforms.ts';
import { place, setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';

const engines = ['native', 'eager'] as const;

/** The parameters after some steps on the first batch. */
async function after(
  steps: number,
  options: Parameters<typeof setUpStep>[0],
): Promise<{ before: number[]; values: number[] }> {
  const { step, read, parameters, dispose } = setUpStep(options);
  const before = [...parameters.dataSync()];
  for (let index = 0; index < steps; index += 1) await step.run([read()], place);
  step.sync();
  const values = [...parameters.dataSync()];
  await dispose();
  return { before, values };
}

describe.each(engines)('a gradient transform, on the engine %s', (engine) => {
  it('that returns the weighted sum equals the weights alone', async () => {
    const gradientTransform: GradientTransform = {
      apply: ({ batch, weigh }) => {
        const jacobian = batch.jacobian();
        const { weights } = weigh({ gramian: gramian(jacobian) });
        return { direction: along(weights, jacobian) };
      },
    };
    const [ours, plain] = [
      await after(4, { balancer: { ...shortest, needs: 'jacobian', gradientTransform }, engine }),
      await after(4, { balancer: shortest, engine }),
    ];
    expectClose(ours.values, plain.values, 1e-6);
  });

  it('uses the weights when it returns no direction', async () => {
    const plain = await after(3, { balancer: inverseLoss, engine });
    for (const apply of [() => ({}), ({ weigh }: TransformStep) => (weigh(), {})]) {
      const balancer = { ...inverseLoss, needs: 'jacobian', gradientTransform: { apply } } as const;
      const { values } = await after(3, { balancer, engine });
      expectClose(values, plain.values, 1e-6);
    }
  });

  it('is told of the tensors of the parameters: their sizes, and which are shared', async () => {
    const told: TransformStep['tensors'][] = [];
    let [all, shared] = [0, 0];
    const { balancer } = transformed({
      apply({ batch, parameters, tensors }) {
        told.push(tensors);
        [all, shared] = [parameters.size, batch.jacobian().shape[1]];
        return {};
      },
    });
    await after(1, { balancer, engine });
    const [tensors = []] = told;
    const sizes = (of: TransformStep['tensors']): number => of.reduce((total, { size }) => total + size, 0);
    expect(sizes(tensors)).toBe(all);
    expect(sizes(tensors.filter((tensor) => tensor.shared))).toBe(shared);
    expect(shared).toBeLessThan(all);
  });

  it('replaces the step of the shared parameters if it returns an update', async () => {
    // θ − η·(g₁ + g₂): the squared length of what was added is η²·Σᵢⱼ Gᵢⱼ. The heads go by Adam, as those of equal weights.
    const transform: GradientTransform = {
      apply: ({ batch, weigh }) => ({ update: along(weigh().weights, batch.jacobian()) }),
    };
    const { step, read, dispose } = setUpStep({ balancer: equal, engine });
    const products = await step.gramian(read());
    await dispose();
    const [ours, adam] = [
      await after(1, { balancer: transformed(transform).balancer, engine }),
      await after(1, { balancer: equal, engine }),
    ];
    const encoder = 5 * 5; // Four columns and a bias to five units.
    const added = ours.values.map((value, index) => value - (ours.before[index] ?? NaN));
    const square = added.slice(0, encoder).reduce((sum, value) => sum + value ** 2, 0);
    expect(square / 0.01 ** 2 / products.flat().reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(1, 3);
    expectClose(ours.values.slice(encoder), adam.values.slice(encoder), 1e-6);
  });

  it('may return a direction over all parameters', async () => {
    const apply: GradientTransform['apply'] = ({ batch, weigh }) => ({
      direction: batch.gradient(weigh().weights, { over: 'all' }),
      over: 'all',
    });
    const [ours, plain] = [
      await after(3, { balancer: transformed({ apply }).balancer, engine }),
      await after(3, { balancer: equal, engine }),
    ];
    expectClose(ours.values, plain.values, 1e-6);
  });

  it('keeps its slots from step to step, zeros at first', async () => {
    // count ← count + 1, sums ← sums + G: told at every step.
    const { balancer, told } = transformed({
      slots: { count: [], sums: ['tasks', 'tasks'], rows: ['tasks', 'parameters'] },
      apply: ({ batch, slots, weigh }) => {
        const count = tf.add(slots.count ?? NaN, 1);
        const rows = tf.add(slots.rows ?? NaN, batch.jacobian());
        const sums = tf.add(slots.sums ?? NaN, gramian(batch.jacobian()));
        weigh({ sums, count: tf.mul(count, [1, 1]), lengths: tf.sum(tf.square(rows), 1) });
        return { slots: { count, sums, rows } };
      },
    });
    const { step, read, dispose } = setUpStep({ balancer, engine });
    const products: (readonly PerTask[])[] = [];
    for (let index = 0; index < 3; index += 1) {
      products.push(await step.gramian(read()));
      await step.run([read()], place);
    }
    expect(told.map((stats) => ('count' in stats ? stats.count : NaN))).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    const sums = [0, 1, 2, 3].map((entry) => products.reduce((sum, matrix) => sum + (matrix.flat()[entry] ?? NaN), 0));
    const [first, , third] = told as unknown as Told[];
    expectClose((third?.sums ?? []).flat(), sums, 1e-5);
    expectClose(first?.lengths ?? [], [products[0]?.[0]?.[0] ?? NaN, products[0]?.[1]?.[1] ?? NaN], 1e-5);
    await dispose();
  });

  it('sees the tasks that all its batches have labels for, and only these', async () => {
    const dataset = table({ labelled: { sum: (example) => example >= 8 } });
    const { balancer, told } = transformed({
      batchesPerStep: 2,
      apply: ({ batch, extraBatches: [other], present, weigh }) => {
        const cross = tf.matMul(batch.jacobian(), other?.jacobian() ?? batch.jacobian(), false, true);
        weigh({ cross, present });
        return {};
      },
    });
    const { step, read, dispose } = setUpStep({ balancer, engine, dataset });
    const labelled = [8, 9, 10, 11];
    const both = await step.run([read(labelled), read([12, 13, 14, 15])], place);
    const one = await step.run([read(labelled), read([0, 1, 2, 3])], place);
    expect(both.weights).toEqual([1, 1]);
    expect(one.weights).toEqual([0, 1]);
    expect(one.losses.every((loss) => loss !== null)).toBe(true);
    expect(told.map((stats) => stats.tasks)).toEqual([[0, 1], [1]]);
    expect(told[1]).toMatchObject({ cross: [[expect.any(Number)]], present: [1] });
    await dispose();
  });

  it('receives weights for the second batch too, priorities included', async () => {
    // d = Σ wᵢ∇Lᵢ + Σ 2wᵢ∇Lᵢ of the same batch: three times the weighted sum.
    const whole = table();
    const dataset = { ...whole, tasks: whole.tasks.map((task, index) => ({ ...task, priority: 1 + index })) };
    const transform: GradientTransform = {
      batchesPerStep: 2,
      apply: ({ batch, extraBatches: [other = batch], weigh }) => {
        const { weights, secondaryWeights } = weigh();
        return { update: tf.add<tf.Tensor1D>(batch.gradient(weights), other.gradient(secondaryWeights)) };
      },
    };
    const once: GradientTransform = {
      apply: ({ batch, weigh }) => ({ update: tf.mul<tf.Tensor1D>(batch.gradient(weigh().weights), 3) }),
    };
    const weigh: Balancer<null>['weigh'] = ({ losses }) => ({
      weights: losses.map(() => 1),
      secondaryWeights: losses.map(() => 2),
      state: null,
    });
    const values = [];
    for (const balancer of [transformed(transform, { weigh }).balancer, transformed(once).balancer]) {
      const { step, read, parameters, dispose } = setUpStep({ balancer, engine, dataset });
      await step.run([read(), read()], place);
      step.sync();
      values.push([...parameters.dataSync()].slice(0, 25));
      await dispose();
    }
    expectClose(values[0] ?? [], values[1] ?? [], 1e-6);
  });

  it('measures at other parameters without dropout, and may read current numbers', async () => {
    // Twice the same place: the same loss, whatever the model drops out. Along the gradient the loss falls.
    const { balancer, told } = transformed(
      {
        apply: ({ batch, parameters, current, weigh, random }) => {
          const ahead = tf.sub<tf.Tensor1D>(parameters, tf.mul(batch.gradient(current(), { over: 'all' }), 0.01));
          weigh({ here: batch.losses(tf.clone(parameters)), ahead: batch.losses(ahead), noise: random([2]) });
          return {};
        },
      },
      { current: ({ tasks = [] }) => tasks.map((task) => (task === 0 ? 1 : 0)) },
    );
    const { step, read, dispose } = setUpStep({ balancer, engine, encoder: mlp({ hidden: [16], dropout: 0.5 }) });
    await step.run([read()], place);
    await step.run([read()], place);
    const [one, other] = told as unknown as Told[];
    expect(one?.ahead?.[0]).toBeLessThan(one?.here?.[0] ?? NaN);
    expect(one?.here).not.toEqual(one?.losses);
    expect(one?.noise).not.toEqual(other?.noise);
    await dispose();
  });

  it('frees its tensors', async () => {
    const before = tf.memory().numTensors;
    await after(2, {
      engine,
      balancer: transformed({
        slots: { rows: ['tasks', 'parameters'] },
        apply: ({ batch, slots }) => ({ slots: { rows: tf.add(batch.jacobian(), slots.rows ?? NaN) } }),
      }).balancer,
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
