import { describe, expect, it } from 'vitest';

import { crossStitch } from '../../src/architectures/cross-stitch.ts';
import { sluice } from '../../src/architectures/sluice.ts';
import { at } from '../../src/at.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { random } from '../../src/random.ts';
import { itIsTrainedAndKept } from '../support/architecture-runs.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { pathsByTasks, plainModel, positive, type Vector } from '../support/plain-math.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const names = ['sum', 'largest'];

describe('sluice networks', () => {
  it.each([4, 5, 3])('mix subspaces by α and stages by β, for %i features in two subspaces', (units) => {
    const graph = graphOf({ architecture: sluice(), encoder: mlp({ hidden: [units, units] }) });
    const { vector, weight, affine } = plainModel(graph);
    const width = Math.ceil(units / 2);
    const expected: number[][] = [[], []];
    for (const x of rows) {
      let streams: readonly Vector[] = [x, x];
      const stages = [0, 1].map((stage) => {
        const made = names.map((name, task) => positive(affine(`columns/${name}/${stage}/dense-0`, at(streams, task))));
        const alpha = weight(`exchanges/${stage}/alpha`);
        streams = made.map((own, task) =>
          own.map((_, feature) => {
            const [subspace, place] = [Math.floor(feature / width), feature % width];
            const shares = at(alpha, 2 * task + subspace);
            return shares.reduce((sum, share, other) => {
              const index = (other % 2) * width + place;
              return sum + share * (at(made, Math.floor(other / 2))[index] ?? 0); // Beyond a narrow subspace is 0.
            }, 0);
          }),
        );
        return streams;
      });
      names.forEach((name, task) => {
        const beta = at(weight(`mixtures/${name}/beta`), 0);
        const mixed = Array.from({ length: units }, (_, feature) =>
          stages.reduce((sum, stage, index) => sum + at(beta, index) * at(at(stage, task), feature), 0),
        );
        expected[task]?.push(...affine(`heads/${name}/dense-0`, mixed));
      });
    }
    const found = outputsOf(graph, vector, { input: rows });
    names.forEach((name, task) => {
      expectClose(found[name]?.values ?? [], at(expected, task), 1e-5);
    });
  });

  it('are cross-stitch networks with one subspace and without the mixture of stages', () => {
    const encoder = mlp({ hidden: [3, 2] });
    const graph = graphOf({ architecture: sluice({ subspaces: 1, skip: false }), encoder });
    const other = graphOf({ architecture: crossStitch(), encoder });
    expect(graph.parameters.map(({ path }) => path)).toEqual(other.parameters.map(({ path }) => path));
    const { vector } = plainModel(graph);
    expect(outputsOf(graph, vector, { input: rows })).toEqual(outputsOf(other, vector, { input: rows }));
  });

  it('have β and heads of their own, and share the rest', () => {
    const graph = graphOf({ architecture: sluice(), encoder: mlp({ hidden: [4, 4] }) });
    const { 0: first, 1: second, '0,1': both } = pathsByTasks(graph);
    expect(first).toEqual(['mixtures/sum/beta', 'heads/sum/dense-0/kernel', 'heads/sum/dense-0/bias']);
    expect(second?.[0]).toBe('mixtures/largest/beta');
    expect(both).toHaveLength(2 * 4 + 2);
  });

  it('begin with 0.9 of a subspace itself, and of the last stage', () => {
    const graph = graphOf({ architecture: sluice(), encoder: mlp({ hidden: [4, 4, 4] }) });
    const { parameters } = graph.init(random(1));
    const valuesOf = (path: string): readonly number[] =>
      graph.parameters
        .filter((each) => each.path === path)
        .flatMap(({ offset, size }) => [...parameters.slice(offset, offset + size)]);
    expectClose(valuesOf('mixtures/sum/beta'), [0.05, 0.05, 0.9], 1e-6);
    expectClose(
      valuesOf('exchanges/0/alpha'),
      Array.from({ length: 16 }, (_, index) => (index % 5 === 0 ? 0.9 : 0.1 / 3)),
      1e-6,
    );
  });

  it('have K encoders, (K G)² shares for each stage, and K for each mixed stage', () => {
    const encoder = mlp({ hidden: [4, 4, 4] });
    const heads = 4 * 1 + 1 + 4 * 3 + 3;
    const shared = graphOf({ encoder }).parameterCount - heads;
    expect(graphOf({ architecture: sluice(), encoder }).parameterCount).toBe(2 * shared + heads + 3 * 16 + 2 * 3);
    const inputs = { input: { shape: [12, 12, 2], dtype: 'float32' as const } };
    const images = graphOf({ architecture: sluice(), inputs, encoder: cnn({ filters: [3, 4], kernel: 3 }) });
    expect(images.parameters.some(({ path }) => path.endsWith('beta'))).toBe(false); // No other stage is as the last.
  });

  it('take one input, and no more subspaces than features', () => {
    expect(() => graphOf({ architecture: sluice(), inputs: { left: row, right: row } })).toThrow(
      'sluice: option `input` must be one input, received ["left","right"].',
    );
    expect(() => graphOf({ architecture: sluice({ subspaces: 3 }), encoder: mlp({ hidden: [4, 2] }) })).toThrow(
      'sluice: option `subspaces` must be at most 2, the features of a stage, received 3.',
    );
  });

  itIsTrainedAndKept(sluice());
});
