import { describe, expect, it } from 'vitest';

import type { Dataset, Labels, Split } from '../../src/data/dataset.ts';
import { DataError, InvalidOptionError } from '../../src/errors.ts';
import type { Evaluation } from '../../src/model/evaluation.ts';
import { deltaM } from '../../src/monitors/delta-m.ts';
import { relativeLoss } from '../../src/monitors/relative-loss.ts';
import { taskMetric } from '../../src/monitors/task-metric.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';

function split(a: number[], b: number[], mask: number[] = [1, 1]): Split {
  const marked: Labels = { values: Float32Array.from(b), mask: Uint8Array.from(mask) };
  return { size: 2, inputs: { x: new Float32Array(2) }, labels: { a: { values: Float32Array.from(a) }, b: marked } };
}

function dataset(train: Split, validation: Split): Dataset {
  const tasks = ['a', 'b'].map((name) => ({ name, kind: regression() }));
  return { name: 'two', inputs: { x: { shape: [1], dtype: 'float32' } }, tasks, splits: { train, validation } };
}

/** An evaluation with these losses. */
function losses(a: number, b: number): Evaluation {
  return { losses: { a, b }, metrics: {} };
}

describe('relativeLoss', () => {
  const of = (train: Split, validation: Split): ((evaluation: Evaluation) => number) =>
    relativeLoss().create(dataset(train, validation));

  it('is the mean of the losses relative to a constant prediction', () => {
    // a: mean 2, distances² 1 and 9, so 5. b: mean 0, distances² 100 and 100, so 100.
    const value = of(split([1, 3], [-5, 5]), split([1, 5], [10, -10]));
    expect(value(losses(5, 100))).toBe(1);
    expect(value(losses(2.5, 20))).toBe((0.5 + 0.2) / 2);
  });

  it('takes the constant from the validation labels where training examples are not in memory', () => {
    const source = { size: 2, gather: () => Promise.reject(new Error('not asked for')) };
    // a: mean 3, distances² 4 and 4. b: mean 0, distances² 100 and 100.
    const own = { ...dataset(split([1, 3], [-5, 5]), split([1, 5], [10, -10])) };
    const value = relativeLoss().create({ ...own, splits: { ...own.splits, train: source } });
    expect(value(losses(4, 100))).toBe(1);
    expect(value(losses(2, 20))).toBe((0.5 + 0.2) / 2);
  });

  it('leaves out a task without validation labels, or whose labels are the constant', () => {
    expect(of(split([1, 3], [-5, 5]), split([1, 5], [0, 0], [0, 0]))(losses(10, NaN))).toBe(2);
    expect(of(split([1, 3], [-5, 5]), split([1, 5], [0, 0]))(losses(10, 7))).toBe(2);
  });

  it('cannot be where no task counts', () => {
    expect(() => of(split([1, 3], [-5, 5]), split([2, 2], [0, 0], [0, 0]))).toThrow(
      new DataError('two, validation: at least one task must have labels that differ from a constant, none has.'),
    );
  });
});

const mixed: Dataset = {
  ...dataset(split([1, 3], [0, 1]), split([1, 3], [0, 1])),
  tasks: [
    { name: 'a', kind: regression() }, // rmse, mae, r2
    { name: 'b', kind: binary() }, // accuracy, auc
  ],
};
const evaluation: Evaluation = {
  losses: {},
  metrics: { a: { rmse: 3, mae: 1, r2: 0.5 }, b: { accuracy: 0.9, auc: 0.8 } },
};

describe('taskMetric', () => {
  it('is a metric of a task, with its sign changed where more is better', () => {
    expect(taskMetric('a').create(mixed)(evaluation)).toBe(3);
    expect(taskMetric('a', 'r2').create(mixed)(evaluation)).toBe(-0.5);
    expect(taskMetric('b').create(mixed)(evaluation)).toBe(-0.9);
  });

  it('names the tasks and metrics that there are', () => {
    expect(() => taskMetric('c').create(mixed)).toThrow('taskMetric: option `task` must be one of a, b, received "c".');
    expect(() => taskMetric('b', 'rmse').create(mixed)).toThrow(
      'taskMetric: option `metric` must be one of accuracy, auc, received "rmse".',
    );
  });
});

describe('deltaM', () => {
  it('is the mean loss against the baselines, relative to them', () => {
    // a: (3 − 2) / 2 = 0.5 worse. b: (0.9 − 0.75) / 0.75 = 0.2 better.
    expect(deltaM({ a: 2, b: 0.75 }).create(mixed)(evaluation)).toBeCloseTo((0.5 - 0.2) / 2, 12);
  });

  it.each([{ a: 1 }, { a: 1, b: 0 }, { a: 1, b: NaN }])('needs a number other than 0 for every task', (baselines) => {
    expect(() => deltaM(baselines as Record<string, number>).create(mixed)).toThrow(InvalidOptionError);
  });
});
