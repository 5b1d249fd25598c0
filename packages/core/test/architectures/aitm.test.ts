import { describe, expect, it } from 'vitest';

import { aitm } from '../../src/architectures/aitm.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { clickAndBuy, events } from '../support/events.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import { mix, plainWeights, relu, softmax, times, usersOf } from '../support/plain-model.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [3] });
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const units = 2;

describe('adaptive information transfer', () => {
  it.each([
    ['logits of products', true],
    ['the logits of the paper', false],
  ])('is what its equations give, in double precision: %s', (_, product) => {
    const graph = graphOf({ architecture: aitm({ units, product }), encoder, tasks: clickAndBuy });
    const { vector, weight, affine } = plainWeights(graph);
    const found = outputsOf(graph, vector, { input: rows });
    rows.forEach((x, row) => {
      const features = relu(affine('encoder/dense-0', x));
      const [click = [], own = []] = ['click', 'buy'].map((name) => relu(affine(`towers/${name}/dense-0`, features)));
      const pair = [relu(affine('transfers/buy/info/dense-0', click)), own];
      const project = pair.map((u) => times(u, weight('transfers/buy/attention/kernel')));
      const scores = project.map(([a0 = 0, a1 = 0, b0 = 0, b1 = 0]) => (a0 * b0 + a1 * b1) / Math.sqrt(units));
      const values = project.map((each) => each.slice(2 * units));
      const buy = mix(softmax(scores), values);
      const first = sigmoid(affine('heads/click/dense-0', click)[0] ?? NaN);
      const second = sigmoid(affine('heads/buy/dense-0', buy)[0] ?? NaN);
      const expected = [first, product ? first * second : second];
      expectClose(
        [found.click, found.buy].map((each) => sigmoid(each?.values[row] ?? NaN)),
        expected,
        1e-6,
      );
    });
  });

  it('shares the encoder; towers pass on to later events', () => {
    const tasks = [...clickAndBuy, { name: 'spent', kind: regression() }];
    const architecture = aitm({ units, product: false, chain: ['click', 'buy'] });
    const users = usersOf(graphOf({ architecture, encoder, tasks }));
    expect(users['encoder/dense-0/kernel']).toEqual([0, 1, 2]);
    expect(users['towers/click/dense-0/kernel']).toEqual([0, 1]);
    expect(users['towers/buy/dense-0/kernel']).toEqual([1]);
    expect(users['transfers/buy/attention/kernel']).toEqual([1]);
    expect(users['heads/click/dense-0/kernel']).toEqual([0]);
    expect(users['heads/spent/dense-0/kernel']).toEqual([2]);
  });

  it('learns the order of probabilities by the calibrator, and has it with products', async () => {
    // Labels that contradict the order: everything is bought, little is clicked.
    const data = events(60);
    const { train } = data.splits;
    const flipped = { click: train.labels.buy, buy: { values: train.labels.click?.values.map((x) => 1 - x) } };
    const dataset = { ...data, splits: { ...data.splits, train: { ...train, labels: flipped as never } } };
    const excess = async (options: Parameters<typeof aitm>[0]): Promise<number> => {
      const { model } = await fit({
        ...{ dataset, architecture: aitm({ units: 8, ...options }), balancer: equal, encoder: mlp({ hidden: [8] }) },
        ...{ epochs: 15, batchSize: 20, learningRate: 0.02, keep: 'last' },
      });
      const { click = [], buy = [] } = await model.predict(train.inputs);
      await model.dispose();
      const above = [...buy].map((logit, row) => Math.max(0, sigmoid(logit) - sigmoid(click[row] ?? NaN)));
      return above.reduce((sum, each) => sum + each, 0) / above.length;
    };
    const free = await excess({ product: false, calibrator: 0 });
    const calibrated = await excess({ product: false, calibrator: 10 });
    expect(free).toBeGreaterThan(0.2);
    expect(calibrated).toBeLessThan(0.1 * free);
    expect(await excess({})).toBe(0);
  });

  it('refuses a chain that is none', () => {
    const tasks = ['spent', 'again'].map((name) => ({ name, kind: regression() }));
    expect(() => graphOf({ architecture: aitm(), encoder, tasks })).toThrow(
      'aitm: option `chain` must be names of binary tasks, received "spent".',
    );
  });
});
