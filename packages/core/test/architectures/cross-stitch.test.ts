import { describe, expect, it } from 'vitest';

import { at } from '../../src/at.ts';
import { crossStitch } from '../../src/architectures/cross-stitch.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { random } from '../../src/random.ts';
import { itIsTrainedAndKept } from '../support/architecture-runs.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { pathsByTasks, plainModel, positive, type Vector } from '../support/plain-math.ts';
import { sumAndLargest } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [3, 2] });

describe('cross-stitch networks', () => {
  it('have an encoder for each task, shared by the stitches, and heads of their own', () => {
    const graph = graphOf({ architecture: crossStitch(), encoder });
    const dense = (path: string): string[] => [`${path}/dense-0/kernel`, `${path}/dense-0/bias`];
    const stage = (index: number): string[] => [
      ...['sum', 'largest'].flatMap((name) => dense(`columns/${name}/${index}`)),
      `exchanges/${index}/alpha`,
    ];
    expect(pathsByTasks(graph)).toEqual({
      '0,1': [...stage(0), ...stage(1)],
      0: dense('heads/sum'),
      1: dense('heads/largest'),
    });
  });

  it.each(['layer', 'channel'] as const)('mix features by α, with a unit for each %s', (unit) => {
    const graph = graphOf({ architecture: crossStitch({ unit }), encoder });
    const { vector, weight, affine } = plainModel(graph);
    const expected = { sum: [] as number[], largest: [] as number[] };
    for (const x of rows) {
      let streams: readonly Vector[] = [x, x];
      for (const stage of [0, 1]) {
        const made = ['sum', 'largest'].map((name, task) =>
          positive(affine(`columns/${name}/${stage}/dense-0`, at(streams, task))),
        );
        const alpha = weight(`exchanges/${stage}/alpha`); // With a unit for each channel, its rows are those of all pairs.
        streams = made.map((own, task) =>
          own.map((_, channel) => {
            const share = (other: number): number =>
              at(at(alpha, unit === 'layer' ? task : 2 * task + other), unit === 'layer' ? other : channel);
            return share(0) * at(at(made, 0), channel) + share(1) * at(at(made, 1), channel);
          }),
        );
      }
      expected.sum.push(...affine('heads/sum/dense-0', at(streams, 0)));
      expected.largest.push(...affine('heads/largest/dense-0', at(streams, 1)));
    }
    const found = outputsOf(graph, vector, { input: rows });
    expectClose(found.sum?.values ?? [], expected.sum, 1e-5);
    expectClose(found.largest?.values ?? [], expected.largest, 1e-5);
  });

  it('are one model for each task where α is the identity', () => {
    const graph = graphOf({ architecture: crossStitch({ own: 1 }), encoder });
    const { parameters } = graph.init(random(1));
    const found = outputsOf(graph, parameters, { input: rows });
    sumAndLargest.forEach((task) => {
      const alone = graphOf({ tasks: [task], encoder });
      const own = graph.parameters.filter(
        ({ path }) => path.startsWith(`columns/${task.name}/`) || path.startsWith(`heads/${task.name}/`),
      );
      const vector = own.flatMap(({ offset, size }) => [...parameters.slice(offset, offset + size)]);
      expect(outputsOf(alone, vector, { input: rows })[task.name]).toEqual(found[task.name]);
    });
  });

  it('begin near the identity', () => {
    const tasks = [...sumAndLargest, { ...at(sumAndLargest, 0), name: 'other' }];
    const alphaOf = (unit: 'layer' | 'channel'): readonly number[] => {
      const graph = graphOf({ architecture: crossStitch({ unit, own: 0.8 }), tasks, encoder: mlp({ hidden: [2] }) });
      const [alpha] = graph.parameters.filter(({ path }) => path.endsWith('alpha'));
      const { offset = 0, size = 0 } = alpha ?? {};
      return [...graph.init(random(1)).parameters.slice(offset, offset + size)];
    };
    const matrix = [0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.8];
    expectClose(alphaOf('layer'), matrix, 1e-6);
    expectClose(
      alphaOf('channel'),
      matrix.flatMap((share) => [share, share]),
      1e-6,
    );
  });

  it('have K encoders, and K² shares for each stage or channel', () => {
    const images = { input: { shape: [12, 12, 2], dtype: 'float32' as const } };
    const small = cnn({ filters: [3, 4], kernel: 3, features: 5 });
    const shared = graphOf({ inputs: images, encoder: small });
    const heads = 5 * 1 + 1 + 5 * 3 + 3;
    const count = (unit: 'layer' | 'channel'): number =>
      graphOf({ architecture: crossStitch({ unit }), inputs: images, encoder: small }).parameterCount;
    const encoders = 2 * (shared.parameterCount - heads);
    expect(count('layer')).toBe(encoders + heads + 3 * 4);
    expect(count('channel')).toBe(encoders + heads + (3 + 4 + 5) * 4);
  });

  it('take one input', () => {
    expect(() => graphOf({ architecture: crossStitch(), inputs: { left: row, right: row } })).toThrow(
      'cross-stitch: option `input` must be one input, received ["left","right"].',
    );
    expect(() => crossStitch({ own: 1.5 })).toThrow('cross-stitch: option `own` must be a number from 0 to 1');
  });

  itIsTrainedAndKept(crossStitch());
});
