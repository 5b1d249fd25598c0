import { describe, expect, it } from 'vitest';

import { stem } from '../../src/architectures/stem.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { tabular } from '../../src/encoders/tabular.ts';
import { fit } from '../../src/training/fit.ts';
import { Trainer } from '../../src/training/trainer.ts';
import { equal, fixed } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import { mix, plainWeights, relu, softmax, times, usersOf } from '../support/plain-model.ts';
import { stepsOf } from '../support/steps.ts';
import { table } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [2] });

describe('shared and task-specific embeddings', () => {
  const graph = graphOf({ architecture: stem(), encoder });

  it('mixes the experts of all tasks, in double precision', () => {
    const { vector, weight, affine } = plainWeights(graph);
    const found = outputsOf(graph, vector, { input: rows });
    for (const name of ['sum', 'largest']) {
      const expected = rows.flatMap((x) => {
        const features = ['experts/sum', 'experts/largest', 'shared'].map((path) =>
          relu(affine(`levels/0/${path}/0/dense-0`, x)),
        );
        const shares = softmax(times(x, weight(`levels/0/gates/${name}/kernel`)));
        return affine(`heads/${name}/dense-0`, mix(shares, features));
      });
      expectClose(found[name]?.values ?? [], expected, 1e-5);
    }
  });

  it('is all-forward, task-specific-backward: experts of tasks are their own', () => {
    for (const [path, users] of Object.entries(usersOf(graph))) {
      expect(users, path).toEqual(path.includes('/shared/') ? [0, 1] : [path.includes('sum') ? 0 : 1]);
    }
  });

  it('trains the experts of a task by its own loss alone', async () => {
    const trainer = await Trainer.create({
      ...{ dataset: table(), architecture: stem(), encoder, balancer: fixed([1, 0]) },
      ...{ epochs: 1, batchSize: 20, keep: 'last' },
    });
    const before = trainer.model.weights.parameters;
    await stepsOf(trainer);
    const after = trainer.model.weights.parameters;
    const moved = graph.parameters.filter(({ offset, size }) =>
      after.slice(offset, offset + size).some((value, at) => value !== before[offset + at]),
    );
    await trainer.dispose();
    const paths = moved.map(({ path }) => path);
    expect(paths.filter((path) => path.includes('largest'))).toEqual([]);
    expect(paths).toContain('levels/0/experts/sum/0/dense-0/kernel');
    expect(paths).toContain('levels/0/shared/0/dense-0/kernel');
  });

  it('has tables of vectors for each task, and shared ones', () => {
    const columns = [{ name: 'age' }, { name: 'town', levels: 10 }];
    const inputs = { input: { shape: [2], dtype: 'float32' as const, columns } };
    const users = usersOf(graphOf({ architecture: stem(), inputs, encoder: tabular({ hidden: [3] }) }));
    const tables = Object.entries(users).filter(([path]) => path.endsWith('/town') && !path.includes('gates'));
    expect(tables.map(([, tasks]) => tasks)).toEqual([[0, 1], [0], [1]]);
  });

  it('lets all experts learn by the shared stream between levels, as the authors’ code does', () => {
    const two = usersOf(graphOf({ architecture: stem({ levels: 2 }), encoder }));
    expect(two['levels/0/experts/sum/0/dense-0/kernel']).toEqual([0, 1]);
    expect(two['levels/1/experts/sum/0/dense-0/kernel']).toEqual([0]);
  });

  it('is trained', async () => {
    const { model, history } = await fit({
      ...{ dataset: table(), balancer: equal, architecture: stem(), encoder: mlp({ hidden: [8] }) },
      ...{ epochs: 20, batchSize: 10, seed: 5, learningRate: 0.01 },
    });
    await model.dispose();
    const [first, last] = [history.epochs.at(0), history.epochs.at(-1)];
    for (const name of ['sum', 'largest'])
      expect(last?.validation.losses[name]).toBeLessThan(0.7 * (first?.validation.losses[name] ?? NaN));
  });
});
