import { describe, expect, it } from 'vitest';

import { branched } from '../../src/architectures/branched.ts';
import { at } from '../../src/at.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { itIsTrainedAndKept } from '../support/architecture-runs.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { pathsByTasks, plainModel, positive } from '../support/plain-math.ts';
import { sumAndLargest } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [3, 2, 2] });
const tasks = [...sumAndLargest, { ...at(sumAndLargest, 0), name: 'other' }];
const dense = (path: string): string[] => [`${path}/dense-0/kernel`, `${path}/dense-0/bias`];

describe('a branched encoder', () => {
  it('is hard sharing when nothing is said', () => {
    const [graph, shared] = [graphOf({ architecture: branched(), encoder }), graphOf({ encoder })];
    expect(graph.partition).toEqual(shared.partition);
    const { vector } = plainModel(graph);
    expect(outputsOf(graph, vector, { input: rows })).toEqual(outputsOf(shared, vector, { input: rows }));
  });

  it('has the copies of each stage that its groups say, shared by the tasks of a group', () => {
    const groups = [
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 2],
    ];
    const graph = graphOf({ architecture: branched({ groups }), encoder, tasks });
    expect(pathsByTasks(graph)).toEqual({
      '0,1,2': dense('stages/0/0'),
      '0,1': dense('stages/1/0'),
      0: [...dense('stages/2/0'), ...dense('heads/sum')],
      1: [...dense('stages/2/1'), ...dense('heads/largest')],
      2: [...dense('stages/1/1'), ...dense('stages/2/2'), ...dense('heads/other')],
    });
    const stages = [4 * 3 + 3, 2 * (3 * 2 + 2), 3 * (2 * 2 + 2)].reduce((sum, size) => sum + size, 0);
    expect(graph.parameterCount).toBe(stages + 2 * (2 * 1 + 1) + (2 * 3 + 3));
  });

  it('computes each task along its copies, also where a stage is shared above one that is not', () => {
    const groups = [
      [0, 1, 1],
      [7, 7, 7],
      [0, 0, 1],
    ];
    const graph = graphOf({ architecture: branched({ groups }), encoder, tasks });
    const { vector, affine } = plainModel(graph);
    const found = outputsOf(graph, vector, { input: rows });
    tasks.forEach(({ name }, task) => {
      const expected = rows.flatMap((x) => {
        const features = groups.reduce<readonly number[]>(
          (seen, numbers, stage) => positive(affine(`stages/${stage}/${at(numbers, task)}/dense-0`, seen)),
          x,
        );
        return affine(`heads/${name}/dense-0`, features);
      });
      expectClose(found[name]?.values ?? [], expected, 1e-5);
    });
    expect(pathsByTasks(graph)['0,1,2']).toEqual(dense('stages/1/7'));
  });

  it('refuses groups that do not fit, and several inputs', () => {
    const build = (groups: readonly (readonly number[])[]): unknown =>
      graphOf({ architecture: branched({ groups }), encoder });
    expect(() => build([[0, 0]])).toThrow(
      'branched: option `groups` must be a list for each of the 3 stages, of a number for each of the 2 tasks, received [[0,0]].',
    );
    expect(() => build([[0], [0], [0]])).toThrow('of a number for each of the 2 tasks');
    expect(() => branched({ groups: [[0, -1]] })).toThrow(
      'branched: option `groups[0]` must be a list of whole numbers from 0',
    );
    expect(() => graphOf({ architecture: branched(), inputs: { left: row, right: row } })).toThrow(
      'branched: option `input` must be one input, received ["left","right"].',
    );
  });

  itIsTrainedAndKept(
    branched({
      groups: [
        [0, 0],
        [0, 1],
      ],
    }),
  );
});
