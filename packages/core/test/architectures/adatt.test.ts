import { describe, expect, it } from 'vitest';

import { adatt } from '../../src/architectures/adatt.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import {
  type Matrix,
  mix,
  plainWeights,
  plus,
  relu,
  softmax,
  times,
  usersOf,
  type Vector,
} from '../support/plain-model.ts';
import { table } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [2] });

describe('adaptive task-to-task fusion', () => {
  const graph = graphOf({ architecture: adatt({ own: 2 }), encoder });

  it('is what the equations of the paper give, in double precision', () => {
    const { vector, weight, affine } = plainWeights(graph);
    const expert = (path: string, x: Vector): number[] => relu(affine(`${path}/dense-0`, x));
    const gate = (path: string, x: Vector, features: Matrix): number[] =>
      mix(softmax(times(x, weight(`${path}/kernel`))), features);
    const level = (at: string, s: Vector, a: Vector, b: Vector) => {
      const own = (name: string, x: Vector): Matrix =>
        [0, 1].map((index) => expert(`${at}/experts/${name}/${index}`, x));
      const [ofA, ofB, ofAll] = [own('sum', a), own('largest', b), expert(`${at}/shared/0`, s)];
      const all = [...ofA, ...ofB, ofAll];
      const native = (name: string, features: Matrix): number[] =>
        mix(weight(`${at}/residuals/${name}/factors`)[0] ?? [], features);
      return {
        a: plus(gate(`${at}/gates/sum`, a, all), native('sum', ofA)),
        b: plus(gate(`${at}/gates/largest`, b, all), native('largest', ofB)),
        shared: () => plus(gate(`${at}/shared-gate`, s, all), ofAll), // Of one expert: once more as it is.
      };
    };
    const expected = { sum: [] as number[], largest: [] as number[] };
    for (const x of rows) {
      const first = level('levels/0', x, x, x);
      const { a, b } = level('levels/1', first.shared(), first.a, first.b);
      expected.sum.push(...affine('heads/sum/dense-0', a));
      expected.largest.push(...affine('heads/largest/dense-0', b));
    }
    const found = outputsOf(graph, vector, { input: rows });
    expectClose(found.sum?.values ?? [], expected.sum, 1e-5);
    expectClose(found.largest?.values ?? [], expected.largest, 1e-5);
  });

  it('lets every task read every expert; gates and residuals of the last level are a task’s own', () => {
    const users = usersOf(graph);
    for (const [path, tasks] of Object.entries(users)) {
      const isOwn = /^levels\/1\/(gates|residuals)|^heads/.test(path);
      expect(tasks, path).toEqual(isOwn ? [path.includes('sum') ? 0 : 1] : [0, 1]);
    }
  });

  it('has no shared stream without shared experts: AdaTT-sp', () => {
    const paths = Object.keys(usersOf(graphOf({ architecture: adatt({ shared: 0, own: 1 }), encoder })));
    expect(paths.filter((path) => /shared|residual/.test(path))).toEqual([]);
    expect(paths.filter((path) => path.includes('experts'))).toHaveLength(2 * 2 * 2);
  });

  it('gives a task its own features at least: the residual stays when its gate turns away', () => {
    const sp = graphOf({ architecture: adatt({ levels: 1, shared: 0 }), encoder });
    const { vector, affine } = plainWeights(sp);
    const gate = sp.parameters.find(({ path }) => path === 'levels/0/gates/sum/kernel');
    const x = [1, 1, 1, 1];
    // The gate of the sum reads the expert of the other task only.
    for (let row = 0; row < 4; row++) vector.set([-50, 50], (gate?.offset ?? NaN) + 2 * row);
    const [own, other] = ['sum', 'largest'].map((name) => relu(affine(`levels/0/experts/${name}/0/dense-0`, x)));
    const expected = affine('heads/sum/dense-0', plus(own ?? [], other ?? []));
    expectClose(outputsOf(sp, vector, { input: [x] }).sum?.values ?? [], expected, 1e-5);
  });

  it('is trained, and refuses options out of range', async () => {
    const { model, history } = await fit({
      ...{ dataset: table(), balancer: equal, architecture: adatt(), encoder: mlp({ hidden: [8] }) },
      ...{ epochs: 20, batchSize: 10, seed: 5, learningRate: 0.01 },
    });
    await model.dispose();
    const [first, last] = [history.epochs.at(0), history.epochs.at(-1)];
    for (const name of ['sum', 'largest'])
      expect(last?.validation.losses[name]).toBeLessThan(0.7 * (first?.validation.losses[name] ?? NaN));
    expect(() => adatt({ own: 0 })).toThrow('adatt: option `own` must be a whole number of at least 1');
  });
});
