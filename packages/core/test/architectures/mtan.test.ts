import { describe, expect, it } from 'vitest';

import { at } from '../../src/at.ts';
import { mtan } from '../../src/architectures/mtan.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { tokenEncoder } from '../../src/encoders/token-encoder.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { itIsTrainedAndKept } from '../support/architecture-runs.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { pathsByTasks, plainModel, positive, type Vector } from '../support/plain-math.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [3, 2] });
const names = ['sum', 'largest'];
const inputs = { input: { shape: [12, 12, 2], dtype: 'float32' } } satisfies Record<string, TensorSpec>;
const small = cnn({ filters: [3, 4], kernel: 3, features: 5 });

describe('a multi-task attention network', () => {
  it('shares stages and what brings selected features forward; masks and heads are of one task', () => {
    const graph = graphOf({ architecture: mtan({ normalize: false }), encoder });
    const dense = (path: string): string[] => [`${path}/dense-0/kernel`, `${path}/dense-0/bias`];
    const own = (name: string): string[] => [
      ...[0, 1].flatMap((stage) => ['g', 'h'].flatMap((part) => dense(`attention/${stage}/${name}/${part}`))),
      ...dense(`heads/${name}`),
    ];
    expect(pathsByTasks(graph)).toEqual({
      '0,1': [...dense('stages/0'), ...dense('stages/1'), ...dense('forward/1')],
      0: own('sum'),
      1: own('largest'),
    });
  });

  it('selects features by masks in (0, 1), as the equations of the paper say', () => {
    const graph = graphOf({ architecture: mtan({ normalize: false }), encoder });
    const { vector, affine } = plainModel(graph);
    const expected: number[][] = [[], []];
    for (const x of rows) {
      names.forEach((name, task) => {
        let [shared, selected]: readonly [Vector, Vector] = [x, []];
        for (const stage of [0, 1]) {
          const forward = stage > 0 ? positive(affine(`forward/${stage}/dense-0`, selected)) : [];
          shared = positive(affine(`stages/${stage}/dense-0`, shared));
          const inner = positive(affine(`attention/${stage}/${name}/g/dense-0`, [...shared, ...forward]));
          const mask = affine(`attention/${stage}/${name}/h/dense-0`, inner).map((value) => 1 / (1 + Math.exp(-value)));
          selected = shared.map((value, index) => at(mask, index) * value);
        }
        expected[task]?.push(...affine(`heads/${name}/dense-0`, selected));
      });
    }
    const found = outputsOf(graph, vector, { input: rows });
    names.forEach((name, task) => {
      expectClose(found[name]?.values ?? [], at(expected, task), 1e-5);
    });
  });

  it('is hard sharing where all masks are open', () => {
    const graph = graphOf({ architecture: mtan({ normalize: false }), encoder });
    const { vector } = plainModel(graph);
    for (const { path, offset, size } of graph.parameters)
      if (path.endsWith('h/dense-0/bias')) vector.fill(1e4, offset, offset + size);
    const kept = graph.parameters.filter(({ path }) => /^(stages|heads)/.test(path));
    const rest = kept.flatMap(({ offset, size }) => [...vector.slice(offset, offset + size)]);
    const found = outputsOf(graph, vector, { input: rows });
    expect(found).toEqual(outputsOf(graphOf({ encoder }), rest, { input: rows }));
  });

  it('has convolutions as masks of images, and the weights that its formula says', () => {
    const graph = graphOf({ architecture: mtan(), inputs, encoder: small });
    const shapes = new Map(graph.parameters.map(({ path, shape }) => [path, shape]));
    expect(shapes.get('attention/0/sum/g/dense-0/kernel')).toEqual([3, 3]); // For each pixel: a 1 × 1 convolution.
    const heads = 5 * 1 + 1 + 5 * 3 + 3;
    const whole = graphOf({ inputs, encoder: small }).parameterCount - heads;
    const first = 3 * 3 * 2 * 3 + 3;
    const masks = [3, 4, 5].reduce((sum, c, stage) => sum + (c * c + c) + ((stage > 0 ? 2 : 1) * c * c + c) + 4 * c, 0);
    expect(graph.parameterCount).toBe(whole + (whole - first) + 2 * masks + heads);
  });

  it('takes one input, and does not normalize features of tokens', () => {
    expect(() => graphOf({ architecture: mtan(), inputs: { left: row, right: row } })).toThrow(
      'mtan: option `input` must be one input, received ["left","right"].',
    );
    const tokens = tokenEncoder({ embedding: 3, filters: [2], window: 3 });
    const texts = { input: { shape: [4], dtype: 'int32' as const, vocabulary: 9 } };
    expect(() => graphOf({ architecture: mtan(), inputs: texts, encoder: tokens })).toThrow(
      'mtan: option `normalize` must be false for features of tokens, received true.',
    );
  });

  itIsTrainedAndKept(mtan());
});
