import { describe, expect, it } from 'vitest';

import { classifierChain } from '../../src/architectures/classifier-chain.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { tagging } from '../../src/tasks/kinds/tagging.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import { plainWeights, relu, softmax, usersOf } from '../support/plain-model.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
];
const encoder = mlp({ hidden: [2] });
const sort = { name: 'sort', kind: multiclass({ classes: ['a', 'b', 'c'] }) };
const price = { name: 'price', kind: regression() };
const sold = { name: 'sold', kind: binary() };

describe('a chain of tasks', () => {
  it('gives a head what the tasks before it predict: classes, then numbers, then a label', () => {
    const graph = graphOf({ architecture: classifierChain(), encoder, tasks: [sort, price, sold] });
    const { vector, affine } = plainWeights(graph);
    const found = outputsOf(graph, vector, { input: rows });
    rows.forEach((x, row) => {
      const features = relu(affine('encoder/dense-0', x));
      const logits = affine('heads/sort/dense-0', features);
      const number = affine('heads/price/dense-0', [...features, ...softmax(logits)]);
      const label = affine('heads/sold/dense-0', [...features, ...softmax(logits), ...number]);
      expectClose(found.sort?.values.slice(3 * row, 3 * row + 3) ?? [], logits, 1e-6);
      expectClose([found.price?.values[row] ?? NaN], number, 1e-6);
      expectClose([found.sold?.values[row] ?? NaN], label, 1e-6);
    });
  });

  it('trains the head of a task by those that follow it too, unless it is detached', () => {
    const usersIn = (detached: boolean) =>
      usersOf(graphOf({ architecture: classifierChain({ detached }), encoder, tasks: [sold, price, sort] }));
    expect(usersIn(false)['heads/sold/dense-0/kernel']).toEqual([0, 1, 2]);
    expect(usersIn(false)['heads/price/dense-0/kernel']).toEqual([1, 2]);
    expect(usersIn(true)['heads/sold/dense-0/kernel']).toEqual([0]);
    expect(usersIn(true)['encoder/dense-0/kernel']).toEqual([0, 1, 2]);
  });

  it('takes the order that is named; other tasks share the encoder', () => {
    const architecture = classifierChain({ chain: ['price', 'sort'] });
    const graph = graphOf({ architecture, encoder, tasks: [sort, price, sold] });
    const shapes = Object.fromEntries(graph.parameters.map(({ path, shape }) => [path, shape]));
    expect(shapes['heads/price/dense-0/kernel']).toEqual([2, 1]);
    expect(shapes['heads/sort/dense-0/kernel']).toEqual([3, 3]);
    expect(shapes['heads/sold/dense-0/kernel']).toEqual([2, 1]);
  });

  it('is refused where it is no chain of vectors', () => {
    const build = (chain: readonly string[], tasks = [sort, price]) =>
      graphOf({ architecture: classifierChain({ chain }), encoder, tasks });
    expect(() => build(['price'])).toThrow('a list of 2 or more different names of tasks');
    expect(() => build(['price', 'sorts'])).toThrow('did you mean sort?');
    const tags = { name: 'tags', kind: tagging({ tags: ['O', 'B-x'], length: 4 }) };
    expect(() => graphOf({ architecture: classifierChain(), encoder, tasks: [price, tags] })).toThrow(
      'names of tasks whose outputs are a vector, received "tags, of kind tagging"',
    );
  });
});
