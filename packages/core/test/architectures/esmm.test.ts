import { describe, expect, it } from 'vitest';

import { esmm } from '../../src/architectures/esmm.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { clickAndBuy, events } from '../support/events.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import { plainWeights, relu, usersOf } from '../support/plain-model.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [2] });
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const three = ['click', 'cart', 'buy'].map((name) => ({ name, kind: binary() }));

describe('the entire space multi-task model', () => {
  it('multiplies the probabilities of the steps, in double precision', () => {
    const graph = graphOf({ architecture: esmm(), encoder, tasks: three });
    const { vector, affine } = plainWeights(graph);
    const found = outputsOf(graph, vector, { input: rows });
    rows.forEach((x, row) => {
      const features = relu(affine('encoder/dense-0', x));
      let probability = 1;
      for (const { name } of three) {
        probability *= sigmoid(affine(`heads/${name}/dense-0`, features)[0] ?? NaN);
        expectClose([sigmoid(found[name]?.values[row] ?? NaN)], [probability], 1e-6);
      }
    });
  });

  it.each([
    ['even logits', 0, 0],
    ['both all but impossible', -200, -300],
    ['an unlikely first, a certain second', -40, 90],
    ['a certain first', 60, -3],
    ['both certain', 70, 80],
  ])('never makes the second event the likelier one: %s', (_, first, second) => {
    const graph = graphOf({ architecture: esmm(), encoder, tasks: clickAndBuy });
    const vector = new Float32Array(graph.parameterCount);
    for (const [task, logit] of [
      ['click', first],
      ['buy', second],
    ] as const)
      vector[graph.parameters.find(({ path }) => path === `heads/${task}/dense-0/bias`)?.offset ?? -1] = logit;
    const { click, buy } = outputsOf(graph, vector, { input: [[0, 0, 0, 0]] });
    const [a = NaN, joint = NaN] = [click?.values[0], buy?.values[0]];
    expect(a).toBe(first);
    expect(joint).toBeLessThanOrEqual(a);
    // −log(e^−a + e^−b + e^−(a+b)), about the largest exponent.
    const exponents = [-first, -second, -first - second];
    const top = Math.max(...exponents);
    const truth = -(top + Math.log(exponents.reduce((sum, each) => sum + Math.exp(each - top), 0)));
    expectClose([joint], [truth], 1e-6);
  });

  it('trains the head of an event by those that follow it too', () => {
    const users = usersOf(graphOf({ architecture: esmm(), encoder, tasks: three }));
    expect(users['encoder/dense-0/kernel']).toEqual([0, 1, 2]);
    expect(users['heads/click/dense-0/kernel']).toEqual([0, 1, 2]);
    expect(users['heads/cart/dense-0/kernel']).toEqual([1, 2]);
    expect(users['heads/buy/dense-0/kernel']).toEqual([2]);
  });

  it('takes the chain that is named; other tasks share the encoder', () => {
    const tasks = [{ name: 'spent', kind: regression() }, ...[...three].reverse()];
    const users = usersOf(graphOf({ architecture: esmm({ chain: ['click', 'buy'] }), encoder, tasks }));
    expect(users['heads/click/dense-0/kernel']).toEqual([1, 3]);
    expect(users['heads/cart/dense-0/kernel']).toEqual([2]);
    expect(users['heads/spent/dense-0/kernel']).toEqual([0]);
  });

  it('learns, with labels of clicks missing, and predicts probabilities in order', async () => {
    const data = events(120);
    const { click } = data.splits.train.labels;
    const mask = Uint8Array.from({ length: 120 }, (_, row) => Number(row >= 40)); // Whole batches without clicks.
    const train = { ...data.splits.train, labels: { ...data.splits.train.labels, click: { ...click, mask } as never } };
    const { model, history } = await fit({
      ...{ dataset: { ...data, splits: { ...data.splits, train } }, architecture: esmm(), balancer: equal },
      ...{ encoder: mlp({ hidden: [8] }), epochs: 40, batchSize: 20, learningRate: 0.02 },
    });
    const best = history.epochs[history.bestEpoch]?.validation.metrics;
    expect(best?.click?.auc).toBeGreaterThan(0.9);
    expect(best?.buy?.auc).toBeGreaterThan(0.9);
    const outputs = await model.predict(data.splits.test.inputs);
    for (const [row, logit] of [...(outputs.buy ?? [])].entries())
      expect(logit).toBeLessThanOrEqual(outputs.click?.[row] ?? NaN);
    expect(clickAndBuy[1]?.kind.decode(outputs.buy?.slice(0, 1) ?? [])).toMatchObject({
      probabilities: { 1: sigmoid(outputs.buy?.[0] ?? NaN) },
    });
    await model.dispose();
  });

  it.each([
    [
      'a task that is none',
      ['click', 'bought'],
      'esmm: option `chain` must be names of tasks: spent, click, buy, received "bought".',
    ],
    [
      'a name nearly right',
      ['click', 'buys'],
      'esmm: option `chain` must be names of tasks (did you mean buy?), received "buys".',
    ],
    ['a regression', ['click', 'spent'], 'esmm: option `chain` must be names of binary tasks, received "spent".'],
    [
      'all tasks, one of which is a regression',
      undefined,
      'esmm: option `chain` must be names of binary tasks, received "spent".',
    ],
  ])('refuses a chain with %s', (_, chain, sentence) => {
    const tasks = [{ name: 'spent', kind: regression() }, ...clickAndBuy];
    expect(() => graphOf({ architecture: esmm({ chain }), encoder, tasks })).toThrow(sentence);
  });

  it('refuses a chain of one event', () => {
    expect(() => esmm({ chain: ['click'] })).toThrow(
      'esmm: option `chain` must be a list of 2 or more different names of binary tasks, received ["click"].',
    );
  });
});
