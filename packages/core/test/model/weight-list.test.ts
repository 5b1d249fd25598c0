import { describe, expect, it } from 'vitest';

import { ShapeError } from '../../src/errors.ts';
import { constant } from '../../src/layers/initializers.ts';
import { vectorSize, WeightList } from '../../src/model/weight-list.ts';

const zeros = constant(0);

describe('the weights of a model', () => {
  it('are slices of two vectors, in the order of their declaration', () => {
    const list = new WeightList();
    const scope = list.scope();
    scope.child('a').weight('kernel', [2, 3], zeros);
    scope.child('a').weight('average', [4], zeros, { trainable: false });
    scope.child('b').weight('bias', [5], zeros);
    scope.weight('variance', [2], zeros, { trainable: false });
    const places = ({ path, offset, size }: (typeof list.parameters)[number]): unknown[] => [path, offset, size];
    expect(list.parameters.map(places)).toEqual([
      ['a/kernel', 0, 6],
      ['b/bias', 6, 5],
    ]);
    expect(list.buffers.map(places)).toEqual([
      ['a/average', 0, 4],
      ['variance', 4, 2],
    ]);
    expect([vectorSize(list.parameters), vectorSize(list.buffers), vectorSize([])]).toEqual([11, 6, 0]);
  });

  it('decay when they have several axes, unless the layer says otherwise', () => {
    const list = new WeightList();
    const scope = list.scope();
    scope.weight('kernel', [2, 3], zeros);
    scope.weight('bias', [3], zeros);
    scope.weight('table', [3, 2], zeros, { decay: false });
    scope.weight('scale', [3], zeros, { decay: true });
    scope.weight('average', [3, 3], zeros, { trainable: false });
    expect(list.parameters.map(({ decay }) => decay)).toEqual([true, false, false, true]);
    expect(list.buffers.map(({ decay }) => decay)).toEqual([false]);
  });

  it('have paths of their own, whatever they are called', () => {
    const list = new WeightList();
    const scope = list.scope();
    for (const name of ['a/b', 'a%2Fb', '__proto__', 'constructor', ' ', 'ä'])
      scope.child(name).weight('w', [1], zeros);
    scope.child('a').child('b').weight('w', [1], zeros);
    expect(list.parameters.map(({ path }) => path)).toEqual([
      'a%2Fb/w',
      'a%252Fb/w',
      '__proto__/w',
      'constructor/w',
      ' /w',
      'ä/w',
      'a/b/w',
    ]);
  });

  it('cannot have one path twice', () => {
    const scope = new WeightList().scope().child('a');
    scope.weight('w', [1], zeros);
    expect(() => scope.weight('w', [1], zeros, { trainable: false })).toThrow(
      new ShapeError('model: two weights have the path a/w.'),
    );
  });
});
