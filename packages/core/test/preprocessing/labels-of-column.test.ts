import { describe, expect, it } from 'vitest';

import { InvalidOptionError } from '../../src/errors.ts';
import { labelsOfColumn } from '../../src/preprocessing/labels-of-column.ts';
import { columnFromCells } from '../../src/preprocessing/table/from-cells.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { multilabel } from '../../src/tasks/kinds/multilabel.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import type { TaskKind } from '../../src/tasks/task-kind.ts';

const place = { owner: 'test', column: 'y', describeRow: (row: number) => `row ${row + 1}` };

function labels(kind: TaskKind, cells: readonly unknown[], rows: readonly number[]): unknown {
  return labelsOfColumn(kind, columnFromCells(cells, place), place)(Uint32Array.from(rows));
}

describe('labelsOfColumn', () => {
  it('gives classes their index, in the type that the kind takes, and masks missing ones', () => {
    expect(labels(binary({ classes: ['no', 'yes'] }), ['yes', 'no', null], [0, 1])).toEqual({
      values: Float32Array.of(1, 0),
    });
    expect(labels(multiclass({ classes: ['a', 'b', 'c'] }), ['c', '', 'b'], [2, 1, 0])).toEqual({
      values: Int32Array.of(1, 0, 2),
      mask: Uint8Array.of(1, 0, 1),
    });
  });

  it('standardises numbers by the scale of the kind', () => {
    const kind = regression({ scales: [{ mean: 10, deviation: 4 }] });
    expect(labels(kind, [12, '2', null], [0, 1, 2])).toEqual({
      values: Float32Array.of(0.5, -2, 0),
      mask: Uint8Array.of(1, 1, 0),
    });
    expect(labels(regression(), [12, 2], [0, 1])).toEqual({ values: Float32Array.of(12, 2) });
  });

  it('names the row of a class that the kind has not, and refuses kinds with several columns', () => {
    expect(() => labels(binary({ classes: ['no', 'yes'] }), ['no', 'maybe'], [0])).toThrow(
      'test: column "y", row 2: must be one of no, yes, received "maybe".',
    );
    expect(() => labels(multilabel({ labels: 2 }), ['a'], [0])).toThrow(InvalidOptionError);
    expect(() => labels(regression({ targets: 2 }), [1], [0])).toThrow(InvalidOptionError);
  });
});
