import { describe, expect, it } from 'vitest';

import { branched } from '../../src/architectures/branched.ts';
import { learnedBranches } from '../../src/architectures/learned-branches.ts';
import { learningToBranch } from '../../src/architectures/learning-to-branch.ts';
import { at } from '../../src/at.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { random } from '../../src/random.ts';
import { fit } from '../../src/training/fit.ts';
import { itIsTrainedAndKept } from '../support/architecture-runs.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { pathsByTasks, plainModel, positive } from '../support/plain-math.ts';
import { table } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [3, 2, 2] });
const names = ['sum', 'largest'];
const dense = (path: string): string[] => [`${path}/dense-0/kernel`, `${path}/dense-0/bias`];

describe('learning to branch', () => {
  it('has copies of each stage and choices, which the tasks share, and heads of their own', () => {
    const graph = graphOf({ architecture: learningToBranch(), encoder });
    const nodes = (stage: number): string[] => [0, 1].flatMap((node) => dense(`nodes/${stage}/${node}`));
    expect(pathsByTasks(graph)).toEqual({
      '0,1': [...nodes(0), 'choices/1', ...nodes(1), 'choices/2', ...nodes(2), 'choices/3'],
      0: dense('heads/sum'),
      1: dense('heads/largest'),
    });
    expect(graph.buffers.map(({ path }) => path)).toEqual(['temperature']);
  });

  it('has B copies of the encoder, B² choices between stages, and B K for the tasks', () => {
    const heads = 2 * 1 + 1 + 2 * 3 + 3;
    const shared = graphOf({ encoder }).parameterCount - heads;
    const { parameterCount } = graphOf({ architecture: learningToBranch({ branches: 3 }), encoder });
    expect(parameterCount).toBe(3 * shared + 2 * 9 + 3 * 2 + heads);
  });

  it('computes each task along the likeliest choices, as the branched encoder that was learnt', () => {
    const graph = graphOf({ architecture: learningToBranch({ branches: 3 }), encoder });
    const { vector, weight, affine } = plainModel(graph, 8);
    const largest = (stage: number, one: number): number => {
      const choices = at(weight(`choices/${stage}`), one);
      return choices.indexOf(Math.max(...choices));
    };
    const found = outputsOf(graph, vector, { input: rows });
    const ways = names.map((_, task) => {
      const third = largest(3, task);
      const second = largest(2, third);
      return [largest(1, second), second, third];
    });
    names.forEach((name, task) => {
      const expected = rows.flatMap((x) =>
        affine(
          `heads/${name}/dense-0`,
          at(ways, task).reduce<readonly number[]>(
            (seen, node, stage) => positive(affine(`nodes/${stage}/${node}/dense-0`, seen)),
            x,
          ),
        ),
      );
      expectClose(found[name]?.values ?? [], expected, 1e-5);
    });

    const groups = learnedBranches({ graph, weights: { parameters: vector } });
    expect(groups).toEqual([0, 1, 2].map((stage) => ways.map((way) => at(way, stage))));
    const result = graphOf({ architecture: branched({ groups }), encoder });
    const places = new Map(graph.parameters.map(({ path, offset, size }) => [path, [offset, offset + size]]));
    const kept = result.parameters.flatMap(({ path }) => [
      ...vector.slice(...(places.get(path.replace(/^stages/, 'nodes')) ?? [0, 0])),
    ]);
    names.forEach((name) => {
      const values = outputsOf(result, kept, { input: rows })[name]?.values ?? [];
      expectClose(values, found[name]?.values ?? [], 1e-6);
    });
  });

  it('begins as hard sharing, and cools in each step', async () => {
    const graph = graphOf({ architecture: learningToBranch(), encoder });
    const { parameters } = graph.init(random(1));
    expect(learnedBranches({ graph, weights: { parameters } })).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const after = async (epochs: number): Promise<number | undefined> => {
      const architecture = learningToBranch({ temperature: 4, cooling: 0.5, coldest: 0.2 });
      const { model } = await fit({
        ...{ dataset: table(), balancer: equal, architecture, encoder, batchSize: 20, epochs, keep: 'last' },
      });
      const [temperature] = model.weights.buffers;
      await model.dispose();
      return temperature;
    };
    expect(await after(1)).toBe(4 * 0.5 ** 2);
    expect(await after(3)).toBeCloseTo(0.2, 6); // 4 · 0.5⁶ would be lower.
  });

  it('chooses: after training, another branch than the first is the likeliest for some', async () => {
    const { model } = await fit({
      ...{ dataset: table({ size: 80 }), balancer: equal, encoder: mlp({ hidden: [8, 8] }), batchSize: 10 },
      ...{ architecture: learningToBranch({ cooling: 0.98 }), epochs: 30, learningRate: 0.02, keep: 'last' },
    });
    const choices = model.graph.parameters.filter(({ path }) => path.startsWith('choices/'));
    const { parameters } = model.weights;
    for (const { offset, size } of choices)
      expect(Math.max(...parameters.slice(offset, offset + size).map(Math.abs))).toBeGreaterThan(0.1);
    expect(
      learnedBranches(model)
        .flat()
        .some((copy) => copy > 0),
    ).toBe(true);
    await model.dispose();
  });

  it('takes one input, and only its models have choices', () => {
    expect(() => graphOf({ architecture: learningToBranch(), inputs: { left: row, right: row } })).toThrow(
      'learning-to-branch: option `input` must be one input, received ["left","right"].',
    );
    const graph = graphOf({ encoder });
    expect(() => learnedBranches({ graph, weights: { parameters: new Float32Array(0) } })).toThrow(
      'learnedBranches: option `model` must be one of learningToBranch(), received "a model without choices".',
    );
    expect(() => learningToBranch({ cooling: 0 })).toThrow('learning-to-branch: option `cooling` must be');
  });

  itIsTrainedAndKept(learningToBranch());
});
