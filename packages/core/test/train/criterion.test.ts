import { describe, expect, it } from 'vitest';

import type { Dataset, Labels, Split } from '../../src/dataset.ts';
import { DataError, NonFiniteError } from '../../src/errors.ts';
import { completeTask, type Task } from '../../src/task.ts';
import { Criterion } from '../../src/train/criterion.ts';

const tasks: Task[] = [
  { name: 'a', kind: 'regression' },
  { name: 'b', kind: 'regression' },
];

function split(a: number[], b: number[], present: number[] = [1, 1]): Split {
  const marked: Labels = { values: Float32Array.from(b), present: Uint8Array.from(present) };
  return { size: 2, inputs: new Float32Array(2), labels: { a: { values: Float32Array.from(a) }, b: marked } };
}

function criterion(train: Split, validation: Split): Criterion {
  const dataset: Dataset = {
    name: 'two',
    input: { kind: 'tabular', width: 1 },
    tasks,
    splits: { train, validation, test: train },
  };
  return new Criterion(dataset, tasks.map(completeTask));
}

/** An evaluation with these losses. */
function losses(a: number, b: number): { losses: Record<string, number>; metrics: Record<string, never> } {
  return { losses: { a, b }, metrics: {} };
}

describe('Criterion', () => {
  it('is the mean of the losses relative to a constant prediction', () => {
    // a: mean 2, distances² 1 and 9, so 5. b: mean 0, distances² 100 and 100, so 100.
    const of = criterion(split([1, 3], [-5, 5]), split([1, 5], [10, -10]));
    expect(of.of(losses(5, 100), 0)).toBe(1);
    expect(of.of(losses(2.5, 20), 0)).toBe((0.5 + 0.2) / 2);
  });

  it('leaves out a task without validation labels, or whose labels are the constant', () => {
    expect(criterion(split([1, 3], [-5, 5]), split([1, 5], [0, 0], [0, 0])).of(losses(10, NaN), 0)).toBe(2);
    expect(criterion(split([1, 3], [-5, 5]), split([1, 5], [0, 0])).of(losses(10, 7), 0)).toBe(2);
  });

  it('selects no epoch where no task has a criterion', () => {
    expect(() => criterion(split([1, 3], [-5, 5]), split([2, 2], [0, 0], [0, 0]))).toThrow(
      new DataError('two, validation: at least one task must have labels that differ from a constant, none has.'),
    );
  });

  it('selects no epoch by a loss that is not finite', () => {
    const of = criterion(split([1, 3], [-5, 5]), split([1, 5], [10, -10]));
    expect(() => of.of(losses(1, NaN), 4)).toThrow(NonFiniteError);
    expect(() => of.of(losses(1, Infinity), 4)).toThrow('the validation loss of task b after epoch 4 is Infinity');
  });
});
