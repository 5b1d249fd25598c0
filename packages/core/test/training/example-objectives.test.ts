import { describe, expect, it } from 'vitest';

import type { Balancer, GradientStats, PerTask } from '../../src/balancer.ts';
import type { Dataset, Split } from '../../src/data/dataset.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { weightsByPath } from '../../src/model/weights-by-path.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { fourNumbers } from '../support/four-numbers.ts';

/** Weighs what it is given by a function of how many there are, and keeps what it saw. */
function watching(
  weights: (stats: GradientStats) => PerTask,
): Balancer<null, GradientStats> & { seen: GradientStats[] } {
  const seen: GradientStats[] = [];
  return {
    name: 'watching',
    needs: 'gramian',
    init: () => null,
    weigh(stats) {
      seen.push(stats);
      return { weights: weights(stats), state: null };
    },
    seen,
  };
}

const xs = [
  [1, 2],
  [-1, 0.5],
  [0, 3],
  [2, -2],
];
const ys = [1, 0, -2, 3];
const zs = [0.5, -1, 0, 1];
/** Two numbers of each example; the second task has no label in the second row, the last row counts twice for the first, and has no label at all where it says so. */
function rows(unlabelled = false): Dataset {
  const split: Split = {
    size: 4,
    inputs: { x: Float32Array.from(xs.flat()) },
    labels: {
      y: {
        values: Float32Array.from(ys),
        weight: Float32Array.of(1, 1, 1, 2),
        mask: Uint8Array.of(1, 1, 1, Number(!unlabelled)),
      },
      z: { values: Float32Array.from(zs), mask: Uint8Array.of(1, 0, 1, Number(!unlabelled)) },
    },
  };
  return {
    name: 'rows',
    inputs: { x: { shape: [2], dtype: 'float32' } },
    tasks: [
      { name: 'y', kind: regression() },
      { name: 'z', kind: regression(), priority: 3 },
    ],
    splits: { train: split, validation: split },
  };
}

describe('examples as objectives', () => {
  it('gives the strategy losses and Gramian of the definition, and steps along the sum', async () => {
    const balancer = watching(({ losses }) => losses.map((_, example) => example + 1));
    const start: Record<string, PerTask> = {};
    const { model } = await fit({
      dataset: rows(),
      balancer,
      objectives: 'examples',
      encoder: mlp({ hidden: [] }),
      optimizer: sgd(),
      learningRate: 0.1,
      epochs: 1,
      batchSize: 4,
      keep: 'last',
      engine: 'wasm',
      callbacks: [
        {
          name: 'first',
          onTrainBegin: ({ model: begun }) => {
            for (const [path, { data }] of Object.entries(weightsByPath(begun))) start[path] = [...data];
          },
        },
      ],
    });
    const [stats] = balancer.seen;
    // c_i = 4 (v_yi (y' − y)² / 5 + 3 (z' − z)² / 3), over the labels that there are; the parameters are w and b of both heads.
    const shares = { y: [0.8, 0.8, 0.8, 1.6], z: [4, 0, 4, 4] };
    const objective = xs.map((x, row) => {
      const of = (task: 'y' | 'z', label: number) => {
        const [[a = NaN, b = NaN], [c = NaN]] = [start[`heads/${task}/dense-0/kernel`] ?? [], start[`heads/${task}/dense-0/bias`] ?? []]; // prettier-ignore
        const error = a * (x[0] ?? NaN) + b * (x[1] ?? NaN) + c - label;
        const share = shares[task][row] ?? NaN;
        return { loss: share * error ** 2, gradient: [...x, 1].map((entry) => 2 * share * error * entry) };
      };
      const [y, z] = [of('y', ys[row] ?? NaN), of('z', zs[row] ?? NaN)];
      return { loss: y.loss + z.loss, gradient: [...y.gradient, ...z.gradient] };
    });
    // The batch is in random order: rows are found again by their losses.
    const order = (stats?.losses ?? []).map((loss) => objective.findIndex((each) => Math.abs(each.loss - loss) < 1e-5));
    expect([...order].sort()).toEqual([0, 1, 2, 3]);
    const product = (a: PerTask, b: PerTask) => a.reduce((sum, entry, at) => sum + entry * (b[at] ?? NaN), 0);
    const gradients = order.map((row) => objective[row]?.gradient ?? []);
    expectClose((stats?.gramian ?? []).flat(), gradients.flatMap((a) => gradients.map((b) => product(a, b))), 1e-4); // prettier-ignore
    const paths = ['y', 'z'].flatMap((task) => [`heads/${task}/dense-0/kernel`, `heads/${task}/dense-0/bias`]);
    const after = weightsByPath(model);
    const moved = paths.flatMap((path) => [...(after[path]?.data ?? [])].map((now, at) => ((start[path]?.[at] ?? NaN) - now) / 0.1)); // prettier-ignore
    expectClose(moved, (gradients[0] ?? []).map((_, at) => gradients.reduce((sum, g, place) => sum + (place + 1) * (g[at] ?? NaN), 0)), 1e-4); // prettier-ignore
    await model.dispose();
  });

  it('is plain training with weights of 1 / n', async () => {
    const options: FitOptions = { dataset: fourNumbers(60), balancer: equal, encoder: mlp({ hidden: [5] }), epochs: 3, batchSize: 12, learningRate: 0.01, engine: 'wasm' }; // prettier-ignore
    const plain = await fit(options);
    const balancer = watching(({ losses }) => losses.map(() => 1 / 12));
    const { model, history } = await fit({ ...options, balancer, objectives: 'examples' });
    const [one, other] = [weightsByPath(plain.model), weightsByPath(model)];
    for (const [path, { data }] of Object.entries(one)) expectClose([...(other[path]?.data ?? [])], [...data], 1e-4);
    expect(balancer.seen[0]?.losses).toHaveLength(12);
    expect(history.steps[0]?.weights).toEqual([1, 1]);
    await Promise.all([model.dispose(), plain.model.dispose()]);
  });

  it('leaves out examples without a label', async () => {
    const balancer = watching(({ losses }) => losses.map(() => 1));
    const { model } = await fit({ dataset: rows(true), balancer, objectives: 'examples', epochs: 1, batchSize: 4 });
    expect(balancer.seen[0]?.losses).toHaveLength(3);
    expect(balancer.seen[0]?.tasks).toHaveLength(3);
    await model.dispose();
  });

  it('is refused for strategies that are no rules on gradients', async () => {
    const options = { dataset: rows(), objectives: 'examples', epochs: 1 } as const;
    await expect(fit({ ...options, balancer: equal })).rejects.toThrow(
      "fit: option `balancer` must be a rule on gradients that reads the Gramian alone, such as upgrad, with objectives: 'examples'",
    );
    const balancer = watching(({ losses }) => losses.map(() => 1));
    await expect(fit({ ...options, balancer, gradientScope: 'last-layer' })).rejects.toThrow(
      "option `gradientScope` must be left out with objectives: 'examples'",
    );
  });
});
