import { describe, expect, it } from 'vitest';

import { checkDataset, checkLearnable } from '../../src/data/check-dataset.ts';
import type { Dataset, Labels, Split } from '../../src/data/dataset.ts';
import { DataError } from '../../src/errors.ts';
import { poisson } from '../../src/losses/poisson.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { multilabel } from '../../src/tasks/kinds/multilabel.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import type { Task } from '../../src/tasks/task.ts';

const tasks: readonly Task[] = [
  { name: 'yes', kind: binary() },
  { name: 'which', kind: multiclass({ classes: 3 }) },
  { name: 'any', kind: multilabel({ labels: 2 }) },
  { name: 'much', kind: regression({ targets: 2 }) },
];

const values = Float32Array.of(1, 2, 3, 4, 5, 6);
const split: Split = {
  size: 2,
  inputs: { row: values },
  labels: {
    yes: { values: Float32Array.of(0, 1) },
    which: { values: Float32Array.of(0, 2) },
    any: { values: Float32Array.of(1, 1, 0, 1) },
    much: { values: Float32Array.of(-1, 0.5, 1e9, 0) },
  },
};
const dataset: Dataset = {
  name: 'odd',
  inputs: { row: { shape: [3], dtype: 'float32' } },
  tasks,
  splits: { train: split, validation: split },
};

function check(test: Partial<Split> = {}, rest: Partial<Dataset> = {}): void {
  checkDataset({ ...dataset, splits: { ...dataset.splits, test: { ...split, ...test } }, ...rest });
}

function labelled(task: string, numbers: number[], more: { mask?: number[]; weight?: number[] } = {}): Partial<Split> {
  const labels: Labels = {
    values: Float32Array.from(numbers),
    ...(more.mask && { mask: Uint8Array.from(more.mask) }),
    ...(more.weight && { weight: Float32Array.from(more.weight) }),
  };
  return { labels: { ...split.labels, [task]: labels } };
}

describe('checkDataset', () => {
  it('accepts whole splits, with any value in place of a missing label', () => {
    expect(() => check()).not.toThrow();
    expect(() => check(labelled('which', [7, 2], { mask: [0, 1] }))).not.toThrow();
    expect(() => check(labelled('much', [NaN, NaN, 1, 2], { mask: [0, 1] }))).not.toThrow();
    expect(() => check(labelled('yes', [0, 1], { weight: [0, 2.5] }))).not.toThrow();
  });

  it('accepts a split without labels for a task, and a data set without a test split', () => {
    expect(() => check({ labels: {} })).not.toThrow();
    expect(() => {
      checkDataset(dataset);
    }).not.toThrow();
  });

  it.each<[string, string, Partial<Split>]>([
    ['no example', ': must have at least one example, has 0.', { size: 0 }],
    ['half an example', ': must have at least one example, has 1.5.', { size: 1.5 }],
    ['an input that is cut off', ', row: inputs: expected 6 values, received 5.', { inputs: { row: values.slice(1) } }],
    [
      'an input that is not there',
      ': the input row must be a Float32Array or an Int32Array, received undefined.',
      { inputs: {} },
    ],
    [
      'an input that is not finite',
      ', row: value 1 of example 1 must be a finite number, is NaN.',
      { inputs: { row: values.with(4, NaN) } },
    ],
    ['labels of half the examples', ', much: labels: expected 4 values, received 2.', labelled('much', [1, 2])],
    [
      'a label that is not finite',
      ', much: the label of example 1 must be a finite number, is 3, Infinity.',
      labelled('much', [1, 2, 3, Infinity]),
    ],
    [
      'a class beyond the last',
      ', which: the label of example 1 must be a whole number from 0 to 2, is 3.',
      labelled('which', [0, 3]),
    ],
    [
      'half a class',
      ', which: the label of example 0 must be a whole number from 0 to 2, is 0.5.',
      labelled('which', [0.5, 1]),
    ],
    ['a label of no class', ', yes: the label of example 1 must be 0 or 1, is 2.', labelled('yes', [0, 2])],
    ['a label below 0', ', any: the label of example 1 must be 0 or 1, is 1, -1.', labelled('any', [0, 1, 1, -1])],
    [
      'a mask of each label',
      ', any: mask: expected 2 values, received 4.',
      labelled('any', [0, 1, 1, 1], { mask: [1, 1, 1, 1] }),
    ],
    [
      'a mask that is not 0 or 1',
      ', any: the mask of example 1 must be 0 or 1, is 2.',
      labelled('any', [0, 1, 1, 1], { mask: [0, 2] }),
    ],
    [
      'a weight below 0',
      ', yes: the weight of example 1 must be at least 0, is -1.',
      labelled('yes', [0, 1], { weight: [1, -1] }),
    ],
    [
      'too few weights',
      ', yes: weights of examples: expected 2 values, received 1.',
      labelled('yes', [0, 1], { weight: [1] }),
    ],
  ])('names the split, the task and the example of %s', (_, sentence, test) => {
    expect(() => check(test)).toThrow(DataError);
    expect(() => check(test)).toThrow(new DataError(`odd, test${sentence}`));
  });

  it('names a label that the loss of its task does not take', () => {
    const counts = [{ name: 'yes', kind: regression({ loss: poisson() }) }];
    expect(() => check(labelled('yes', [0, -2]), { tasks: counts })).toThrow(DataError);
    expect(() => check(labelled('yes', [0, -2]), { tasks: counts })).toThrow(/odd, test, yes: the label of example 1/);
  });

  it.each([-1, 4, 1.5])('rejects the token %s of a vocabulary of four', (token) => {
    const inputs = { row: { shape: [3], dtype: 'int32' as const, vocabulary: 4 } };
    const tokens = { ...split, inputs: { row: Float32Array.of(0, 1, 2, 3, 0, 1) } };
    const wrong = { ...split, inputs: { row: Float32Array.of(0, 1, 2, 3, 0, token) } };
    expect(() => check({}, { inputs, splits: { train: tokens, validation: tokens } })).not.toThrow();
    expect(() => check({}, { inputs, splits: { train: tokens, validation: wrong } })).toThrow(
      new DataError(`odd, validation, row: value 2 of example 1 must be a whole number from 0 to 3, is ${token}.`),
    );
  });

  it('rejects a level that a column does not have, and none of another column', () => {
    const columns = [{ name: 'age' }, { name: 'city', levels: 6 }, { name: 'size' }];
    const inputs = { row: { shape: [3], dtype: 'float32' as const, columns } };
    const splits = dataset.splits;
    expect(() => check({}, { inputs, splits })).not.toThrow();
    expect(() => check({ inputs: { row: values.with(4, 6) } }, { inputs })).toThrow(DataError);
    expect(() =>
      check({}, { inputs, splits: { ...splits, test: { ...split, inputs: { row: values.with(4, 6) } } } }),
    ).toThrow(new DataError('odd, test, row: value 1 of example 1 must be a whole number from 0 to 5, is 6.'));
  });

  it('names the split that is missing', () => {
    const splits = { train: split, val: split, test: split } as unknown as Dataset['splits'];
    expect(() => check({}, { splits })).toThrow(
      new DataError('odd: must have a split `validation`, its splits are train, val, test.'),
    );
    expect(() => check({}, { splits: undefined as unknown as Dataset['splits'] })).toThrow(
      new DataError('odd: must have a split `train`, its splits are undefined.'),
    );
  });

  it('finds the labels of tasks whose names every object has', () => {
    const names = ['constructor', 'toString', '__proto__'];
    const good = Object.fromEntries(names.map((name) => [name, { values: Float32Array.of(0, 1) }]));
    const named = names.map((name): Task => ({ name, kind: binary() }));
    const whole = { train: { ...split, labels: good }, validation: { ...split, labels: good } };
    expect(() => check({}, { tasks: named, splits: whole })).not.toThrow();
    for (const name of names) {
      const bad = Object.fromEntries(
        names.map((other) => [other, { values: Float32Array.of(0, name === other ? 2 : 1) }]),
      );
      expect(() => check({}, { tasks: named, splits: { ...whole, test: { ...split, labels: bad } } })).toThrow(
        new DataError(`odd, test, ${name}: the label of example 1 must be 0 or 1, is 2.`),
      );
    }
  });

  it('requires tasks with distinct names, and inputs that they read', () => {
    expect(() => check({}, { tasks: [] })).toThrow(new DataError('odd: must have at least one task, has none.'));
    expect(() => check({}, { tasks: [...tasks, { name: 'yes', kind: binary() }] })).toThrow(
      new DataError('odd: two tasks have the same name.'),
    );
    expect(() => check({}, { inputs: {} })).toThrow(new DataError('odd: must have at least one input, received {}.'));
    expect(() => check({}, { tasks: [{ name: 'yes', kind: binary(), input: 'image' }] })).toThrow(
      new DataError('odd: the task yes reads the input image; there are row.'),
    );
  });

  it('looks at no example of a source: it is checked when it is read', () => {
    const train = { size: 2, gather: () => Promise.reject(new Error('read')) };
    expect(() => check({}, { splits: { train, validation: split } })).not.toThrow();
  });
});

describe('checkLearnable', () => {
  const learn = (labels: Split['labels']): void => {
    const train = { ...split, labels: { ...split.labels, ...labels } };
    checkLearnable({ ...dataset, splits: { train, validation: split } });
  };

  it('is content with labels that differ in one output', () => {
    expect(() => {
      learn({ any: { values: Float32Array.of(1, 1, 1, 0) } });
    }).not.toThrow();
  });

  it.each<[string, Labels, string]>([
    ['yes', { values: Float32Array.of(1, 1) }, 'the labels of the task yes must differ, all are 1.'],
    ['which', { values: Float32Array.of(2, 0), mask: Uint8Array.of(1, 0) }, 'which must differ, all are 2.'],
    ['much', { values: Float32Array.of(3, 4, 3, 4) }, 'the labels of the task much must differ, all are 3.'],
    ['any', { values: new Float32Array(4), mask: new Uint8Array(2) }, 'the task any must have a label, has none.'],
    ['any', { values: Float32Array.of(0, 1, 1, 0), weight: new Float32Array(2) }, 'a label with a weight above 0'],
  ])('names the task %s, from which nothing can be learnt', (task, labels, sentence) => {
    expect(() => {
      learn({ [task]: labels });
    }).toThrow(DataError);
    expect(() => {
      learn({ [task]: labels });
    }).toThrow(sentence);
  });

  it('names a task that the training split has no labels of', () => {
    const train = { ...split, labels: {} };
    expect(() => {
      checkLearnable({ ...dataset, splits: { train, validation: split } });
    }).toThrow(new DataError('odd, train: the task yes must have a label, has none.'));
  });
});

describe('a data set that is not whole', () => {
  const withSpec = (spec: unknown): Dataset => ({ ...dataset, inputs: { row: spec } as never });

  it.each([
    null,
    {},
    { shape: '3', dtype: 'float32' },
    { shape: [-3], dtype: 'float32' },
    { shape: [3], dtype: 'float64' },
  ])('has an input without a shape or with another dtype, case %#', (spec) => {
    expect(() => checkDataset(withSpec(spec))).toThrow(DataError);
    expect(() => checkDataset(withSpec(spec))).toThrow('odd, row: must have a shape and the dtype float32 or int32');
  });

  it('has a source as its validation split, or a number', () => {
    for (const validation of [{ size: 2, gather: () => split }, 3]) {
      const splits = { train: split, validation } as never;
      expect(() => checkDataset({ ...dataset, splits })).toThrow(DataError);
    }
  });
});
