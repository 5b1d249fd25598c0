import { describe, expect, it } from 'vitest';

import { lowRank } from '../../src/architectures/low-rank.ts';
import { at } from '../../src/at.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { random } from '../../src/random.ts';
import { itIsTrainedAndKept } from '../support/architecture-runs.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { pathsByTasks, plainModel, positive, times } from '../support/plain-math.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [3, 2] });
const names = ['sum', 'largest'];

describe('low-rank deltas', () => {
  it('share the encoder; what a task adds is its own', () => {
    const graph = graphOf({ architecture: lowRank(), encoder });
    const dense = (path: string): string[] => [`${path}/kernel`, `${path}/bias`];
    const own = (name: string): string[] => [
      ...[0, 1].flatMap((layer) => ['down', 'up'].map((part) => `deltas/${name}/dense-${layer}/${part}`)),
      ...dense(`heads/${name}/dense-0`),
    ];
    expect(pathsByTasks(graph)).toEqual({
      '0,1': [...dense('encoder/dense-0'), ...dense('encoder/dense-1')],
      0: own('sum'),
      1: own('largest'),
    });
  });

  it('add scale · A B to each kernel', () => {
    const graph = graphOf({ architecture: lowRank({ rank: 2, scale: 0.5 }), encoder });
    const { vector, weight, affine } = plainModel(graph);
    const found = outputsOf(graph, vector, { input: rows });
    for (const name of names) {
      const layer = (index: number, x: readonly number[]): number[] => {
        const [down, up] = ['down', 'up'].map((part) => weight(`deltas/${name}/dense-${index}/${part}`));
        const added = times(times(x, down ?? []), up ?? []);
        return positive(affine(`encoder/dense-${index}`, x).map((value, unit) => value + 0.5 * at(added, unit)));
      };
      const expected = rows.flatMap((x) => affine(`heads/${name}/dense-0`, layer(1, layer(0, x))));
      expectClose(found[name]?.values ?? [], expected, 1e-5);
    }
  });

  it('begin as hard sharing', () => {
    const graph = graphOf({ architecture: lowRank(), encoder });
    const { parameters } = graph.init(random(1));
    const shared = graph.parameters.filter(({ path }) => !path.startsWith('deltas'));
    const vector = shared.flatMap(({ offset, size }) => [...parameters.slice(offset, offset + size)]);
    const expected = outputsOf(graphOf({ encoder }), vector, { input: rows });
    expect(outputsOf(graph, parameters, { input: rows })).toEqual(expected);
  });

  it('have K r (inputs + outputs) more than hard sharing, for kernels of convolutions too', () => {
    const inputs = { input: { shape: [12, 12, 2], dtype: 'float32' as const } };
    const images = cnn({ filters: [3, 4], kernel: 3, features: 5 });
    const shared = graphOf({ inputs, encoder: images }).parameterCount;
    const kernels = [9 * 2 + 3, 9 * 3 + 4, 4 + 5].reduce((sum, sides) => sum + sides, 0);
    const graph = graphOf({ architecture: lowRank({ rank: 2 }), inputs, encoder: images });
    expect(graph.parameterCount).toBe(shared + 2 * 2 * kernels);
  });

  it('take one input, and an encoder with kernels', () => {
    expect(() => graphOf({ architecture: lowRank(), inputs: { left: row, right: row } })).toThrow(
      'low-rank: option `input` must be one input, received ["left","right"].',
    );
    expect(() => graphOf({ architecture: lowRank(), encoder: sequential([]) })).toThrow(
      'low-rank: option `encoder` must be one with dense layers or convolutions, received "sequential".',
    );
  });

  itIsTrainedAndKept(lowRank({ rank: 2 }));
});
