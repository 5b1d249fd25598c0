import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Balancer, LossStats, PerTask } from '../../src/balancer.ts';
import { mlp } from '../../src/model/mlp.ts';
import type { Plan, PlanStep } from '../../src/plan.ts';
import { fit } from '../../src/train/fit.ts';
import { gramian } from '../../src/train/task-gradients.ts';
import { equal, inverseLoss, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';

/** What a strategy is told, with numbers that its plan measured. */
type Told = LossStats & Readonly<Record<string, PerTask>>;

const progress = { step: 0, epoch: 0, epochs: 1 };
const engines = ['native', 'eager'] as const;

/** A strategy with a plan that weighs all tasks the same, and keeps what it is told. */
function planned(plan: Plan, more: Partial<Balancer<null>> = {}): { balancer: Balancer<null>; told: LossStats[] } {
  const told: LossStats[] = [];
  const weigh: Balancer<null>['weigh'] = (stats) => {
    told.push(stats);
    return { weights: stats.losses.map(() => 1), state: null };
  };
  return { balancer: { name: 'planned', needs: 'jacobian', plan, init: () => null, weigh, ...more }, told };
}

/** Σ wᵢ∇Lᵢ of the rows. */
function along(weights: tf.Tensor1D, jacobian: tf.Tensor2D): tf.Tensor1D {
  return tf.reshape(tf.matMul(tf.reshape(weights, [1, weights.size]), jacobian), [-1]);
}

/** The parameters after some steps on the first batch. */
async function after(
  steps: number,
  options: Parameters<typeof setUpStep>[0],
): Promise<{ before: number[]; values: number[] }> {
  const { step, read, parameters, dispose } = setUpStep(options);
  const before = [...parameters.dataSync()];
  for (let index = 0; index < steps; index += 1) await step.run(read(), progress);
  step.sync();
  const values = [...parameters.dataSync()];
  await dispose();
  return { before, values };
}

describe.each(engines)('a plan, on the engine %s', (engine) => {
  it('that goes along the weighted sum makes the steps of the weights alone', async () => {
    const plan: Plan = {
      follow: ({ batch, weigh }) => {
        const jacobian = batch.jacobian();
        const { weights } = weigh({ gramian: gramian(jacobian) });
        return { direction: along(weights, jacobian) };
      },
    };
    const [ours, plain] = [
      await after(4, { balancer: { ...shortest, needs: 'jacobian', plan }, engine }),
      await after(4, { balancer: shortest, engine }),
    ];
    expectClose(ours.values, plain.values, 1e-6);
  });

  it('goes along the weights that it asked for, or had asked for it, when it says no direction', async () => {
    const plain = await after(3, { balancer: inverseLoss, engine });
    for (const follow of [() => ({}), ({ weigh }: PlanStep) => (weigh(), {})]) {
      const { values } = await after(3, { balancer: { ...inverseLoss, plan: { follow } }, engine });
      expectClose(values, plain.values, 1e-6);
    }
  });

  it('makes the step of the shared parameters itself where it gives an update', async () => {
    // θ − η·(g₁ + g₂): the squared length of what was added is η²·Σᵢⱼ Gᵢⱼ. The heads go by Adam, as those of equal weights.
    const plan: Plan = {
      follow: ({ batch, weigh }) => ({ update: along(weigh().weights, batch.jacobian()) }),
    };
    const { step, read, dispose } = setUpStep({ balancer: equal, engine });
    const products = await step.gramian(read());
    await dispose();
    const [ours, adam] = [
      await after(1, { balancer: planned(plan).balancer, engine }),
      await after(1, { balancer: equal, engine }),
    ];
    const trunk = 5 * 5; // Four columns and a bias to five units.
    const added = ours.values.map((value, index) => value - (ours.before[index] ?? NaN));
    const square = added.slice(0, trunk).reduce((sum, value) => sum + value ** 2, 0);
    expect(square / 0.01 ** 2 / products.flat().reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(1, 3);
    expectClose(ours.values.slice(trunk), adam.values.slice(trunk), 1e-6);
  });

  it('may give a direction over all parameters', async () => {
    const follow: Plan['follow'] = ({ batch, weigh }) => ({
      direction: batch.gradient(weigh().weights, { over: 'all' }),
    });
    const [ours, plain] = [
      await after(3, { balancer: planned({ follow }).balancer, engine }),
      await after(3, { balancer: equal, engine }),
    ];
    expectClose(ours.values, plain.values, 1e-6);
  });

  it('keeps its slots from step to step, zeros at first', async () => {
    // count ← count + 1, sums ← sums + G: told at every step.
    const { balancer, told } = planned({
      slots: { count: [], sums: ['tasks', 'tasks'], rows: ['tasks', 'parameters'] },
      follow: ({ batch, slots, weigh }) => {
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
      await step.run(read(), progress);
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

  it('is told of the tasks that all its batches have labels for, and measures these only', async () => {
    const dataset = table({ present: { sum: (example) => example >= 8 } });
    const { balancer, told } = planned({
      draws: 2,
      follow: ({ batch, others: [other], present, weigh }) => {
        const cross = tf.matMul(batch.jacobian(), other?.jacobian() ?? batch.jacobian(), false, true);
        weigh({ cross, present });
        return {};
      },
    });
    const { step, read, dispose } = setUpStep({ balancer, engine, dataset });
    const labelled = [8, 9, 10, 11];
    const both = await step.run(read(labelled), progress, [read([12, 13, 14, 15])]);
    const one = await step.run(read(labelled), progress, [read([0, 1, 2, 3])]);
    expect(both.weights).toEqual([1, 1]);
    expect(one.weights).toEqual([0, 1]);
    expect(one.losses.every((loss) => loss !== null)).toBe(true);
    expect(told.map((stats) => stats.tasks)).toEqual([[0, 1], [1]]);
    expect(told[1]).toMatchObject({ cross: [[expect.any(Number)]], present: [1] });
    await dispose();
  });

  it('measures at other places without noise, and may ask for weights before they are known', async () => {
    // Twice the same place: the same loss, whatever the model drops out. Along the gradient the loss falls.
    const { balancer, told } = planned(
      {
        follow: ({ batch, parameters, current, weigh, random }) => {
          const ahead = tf.sub<tf.Tensor1D>(parameters, tf.mul(batch.gradient(current(), { over: 'all' }), 0.01));
          weigh({ here: batch.losses(tf.clone(parameters)), ahead: batch.losses(ahead), noise: random([2]) });
          return {};
        },
      },
      { current: ({ tasks = [] }) => tasks.map((task) => (task === 0 ? 1 : 0)) },
    );
    const { step, read, dispose } = setUpStep({ balancer, engine, trunk: mlp({ hidden: [16], dropout: 0.5 }) });
    await step.run(read(), progress);
    await step.run(read(), progress);
    const [one, other] = told as unknown as Told[];
    expect(one?.ahead?.[0]).toBeLessThan(one?.here?.[0] ?? NaN);
    expect(one?.here).not.toEqual(one?.losses);
    expect(one?.noise).not.toEqual(other?.noise);
    await dispose();
  });

  it('frees all that it held', async () => {
    const before = tf.memory().numTensors;
    await after(2, {
      engine,
      balancer: planned({
        slots: { rows: ['tasks', 'parameters'] },
        follow: ({ batch, slots }) => ({ slots: { rows: tf.add(batch.jacobian(), slots.rows ?? NaN) } }),
      }).balancer,
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('names the task whose gradient is not finite', async () => {
  const follow: Plan['follow'] = ({ batch, weigh }) => {
    const jacobian = batch.jacobian();
    return { direction: along(weigh().weights, jacobian) };
  };
  const { step, read, parameters, dispose } = setUpStep({ balancer: planned({ follow }).balancer });
  tf.tidy(() => {
    parameters.assign(tf.fill([parameters.size], 3e6));
  });
  await expect(step.run(read(), progress)).rejects.toThrow('training: the gradient of task sum at step 0 is Infinity');
  await dispose();
});

it('says which slot a plan left out', async () => {
  const { balancer } = planned({ slots: { rows: ['tasks'] }, follow: () => ({ slots: {} }) });
  const { step, read, dispose } = setUpStep({ balancer });
  await expect(step.run(read(), progress)).rejects.toThrow('the plan must say what becomes of its slot rows');
  await dispose();
});

it('draws the batches of a step in orders of their own', async () => {
  const { balancer, told } = planned({
    draws: 3,
    follow: ({ batch, others, weigh }) => {
      const [second, third] = others;
      weigh({
        first: batch.losses(),
        second: second?.losses() ?? tf.ones([2]),
        third: third?.losses() ?? tf.ones([2]),
      });
      return {};
    },
  });
  const options = { dataset: table(), trunk: mlp({ hidden: [6] }), epochs: 2, batchSize: 10, seed: 1 };
  const { model, history } = await fit({ ...options, balancer });
  const plain = await fit({ ...options, balancer: equal });
  history.steps.forEach(({ losses }, index) =>
    expectClose(losses.map(Number), plain.history.steps[index]?.losses.map(Number) ?? [], 1e-5),
  );
  expect(told).toHaveLength(8);
  const seen = told as unknown as Told[];
  for (const { losses, first = [], second = [], third = [] } of seen) {
    expect(first).toEqual(losses);
    expect(new Set([first, second, third].map(String)).size).toBe(3);
  }
  await model.dispose();
  await plain.model.dispose();
});
