import { describe, expect, it } from 'vitest';

import { at } from '../../src/at.ts';
import { nddr } from '../../src/architectures/nddr.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { tokenEncoder } from '../../src/encoders/token-encoder.ts';
import { random } from '../../src/random.ts';
import { itIsTrainedAndKept } from '../support/architecture-runs.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { pathsByTasks, plainModel, positive, times, type Vector } from '../support/plain-math.ts';
import { sumAndLargest } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [3, 2] });
const names = ['sum', 'largest'];

describe('NDDR', () => {
  it('has an encoder and reductions for each task, which all but the last reduction share', () => {
    const graph = graphOf({ architecture: nddr({ normalize: false }), encoder });
    const dense = (path: string): string[] => [`${path}/dense-0/kernel`, `${path}/dense-0/bias`];
    const columns = (stage: number): string[] => names.flatMap((name) => dense(`columns/${name}/${stage}`));
    expect(pathsByTasks(graph)).toEqual({
      '0,1': [...columns(0), ...names.map((name) => `exchanges/0/${name}/kernel`), ...columns(1)],
      0: ['exchanges/1/sum/kernel', ...dense('heads/sum')],
      1: ['exchanges/1/largest/kernel', ...dense('heads/largest')],
    });
  });

  it('is a dense layer over the features of all tasks after each stage', () => {
    const graph = graphOf({ architecture: nddr({ normalize: false }), encoder });
    const { vector, weight, affine } = plainModel(graph);
    const expected: number[][] = [[], []];
    for (const x of rows) {
      let streams: readonly Vector[] = [x, x];
      for (const stage of [0, 1]) {
        const made = names.map((name, task) => positive(affine(`columns/${name}/${stage}/dense-0`, at(streams, task))));
        streams = names.map((name) => positive(times(made.flat(), weight(`exchanges/${stage}/${name}/kernel`))));
      }
      names.forEach((name, task) => expected[task]?.push(...affine(`heads/${name}/dense-0`, at(streams, task))));
    }
    const found = outputsOf(graph, vector, { input: rows });
    names.forEach((name, task) => {
      expectClose(found[name]?.values ?? [], at(expected, task), 1e-5);
    });
  });

  it('begins with 0.9 of each channel of a task, and 0.1 of the same channel of the other', () => {
    const graph = graphOf({ architecture: nddr(), encoder: mlp({ hidden: [2] }) });
    const { parameters } = graph.init(random(1));
    const kernels = graph.parameters.filter(({ path }) => /exchanges.*kernel/.test(path));
    const values = kernels.flatMap(({ offset, size }) => [...parameters.slice(offset, offset + size)]);
    expectClose(values, [...[0.9, 0, 0, 0.9, 0.1, 0, 0, 0.1], ...[0.1, 0, 0, 0.1, 0.9, 0, 0, 0.9]], 1e-6);
  });

  it('is one model for each task at the start when all of it is its own', () => {
    const graph = graphOf({ architecture: nddr({ own: 1, normalize: false }), encoder });
    const { parameters } = graph.init(random(1));
    const found = outputsOf(graph, parameters, { input: rows });
    sumAndLargest.forEach((task) => {
      const mine = graph.parameters.filter(
        ({ path }) => /^(columns|heads)/.test(path) && path.includes(`/${task.name}/`),
      );
      const vector = mine.flatMap(({ offset, size }) => [...parameters.slice(offset, offset + size)]);
      const alone = outputsOf(graphOf({ tasks: [task], encoder }), vector, { input: rows });
      expectClose(found[task.name]?.values ?? [], alone[task.name]?.values ?? [], 1e-6);
    });
  });

  it('has K encoders, K² C² weights for each stage, and 2 K C of its normalization', () => {
    const shared = graphOf({ encoder }).parameterCount;
    const heads = 2 * 1 + 1 + 2 * 3 + 3;
    const { parameterCount, buffers } = graphOf({ architecture: nddr(), encoder });
    expect(parameterCount).toBe(2 * (shared - heads) + heads + 4 * (9 + 4) + 4 * (3 + 2));
    expect(buffers.map(({ path }) => path)).toContain('exchanges/1/largest/moving-mean');
  });

  it('takes one input, and does not normalize features of tokens', () => {
    expect(() => graphOf({ architecture: nddr(), inputs: { left: row, right: row } })).toThrow(
      'nddr: option `input` must be one input, received ["left","right"].',
    );
    const inputs = { input: { shape: [4], dtype: 'int32' as const, vocabulary: 9 } };
    const tokens = tokenEncoder({ embedding: 3, filters: [2], window: 3 });
    expect(() => graphOf({ architecture: nddr(), inputs, encoder: tokens })).toThrow(
      'nddr: option `normalize` must be false for features of tokens, received true.',
    );
    expect(
      graphOf({ architecture: nddr({ normalize: false }), inputs, encoder: tokens }).parameterCount,
    ).toBeGreaterThan(0);
  });

  itIsTrainedAndKept(nddr());
});
