import { describe, expect, it } from 'vitest';

import { labelsOfTable } from '../../src/preprocessing/labels-of-table.ts';
import { toTable } from '../../src/preprocessing/table/table.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { multilabel } from '../../src/tasks/kinds/multilabel.ts';
import { tagging } from '../../src/tasks/kinds/tagging.ts';
import type { TaskKind } from '../../src/tasks/task-kind.ts';

function labels(kind: TaskKind, y: readonly unknown[]): unknown {
  const table = toTable('test', { y });
  return labelsOfTable(kind, { owner: 'test', table, column: 'y' })(Uint32Array.from(y.keys()));
}

describe('labelsOfTable', () => {
  const tags = tagging({ tags: ['O', 'B'], length: 3 });

  it('gives tags their index, -1 to padding and to tokens without one', () => {
    expect(labels(tags, [['B', 'O'], ['O', null, 'B', 'B'], []])).toEqual({
      values: Int32Array.of(1, 0, -1, 0, -1, 1, -1, -1, -1),
    });
  });

  it('masks examples without tags', () => {
    expect(labels(tags, [null, ['B']])).toEqual({
      values: Int32Array.of(-1, -1, -1, 1, -1, -1),
      mask: Uint8Array.of(0, 1),
    });
  });

  it('gives labels of a multilabel task 1 where they hold, and masks missing lists', () => {
    const kind = multilabel({ labels: ['joy', 'fear', 'anger'] });
    expect(labels(kind, [['anger', 'joy'], [], null])).toEqual({
      values: Float32Array.of(1, 0, 1, 0, 0, 0, 0, 0, 0),
      mask: Uint8Array.of(1, 1, 0),
    });
    expect(() => labels(kind, [['joy', 'love']])).toThrow(
      'test: column "y", row 1: must be a list of labels among joy, fear, anger, received "love".',
    );
  });

  it('names the tag that the kind has not, and refuses what is no list', () => {
    expect(() => labels(tags, [['O'], ['O', 'X']])).toThrow(
      'test: column "y", row 2: must be a list of tags among O, B, received "X".',
    );
    expect(() => labels(tags, ['O'])).toThrow('row 1: must be a list of tags among O, B, received "O".');
  });

  it('reads single names as labelsOfColumn does', () => {
    expect(labels(binary({ classes: ['a', 'b'] }), ['b', 'a'])).toEqual({ values: Float32Array.of(1, 0) });
    expect(labels(multiclass({ classes: ['a', 'b'] }), ['b', 'a'])).toEqual({ values: Int32Array.of(1, 0) });
  });
});
