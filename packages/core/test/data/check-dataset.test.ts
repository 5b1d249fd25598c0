import { describe, expect, it } from 'vitest';

import { checkDataset, checkLearnable } from '../../src/data/check-dataset.ts';
import type { Dataset, InputSpec, Labels, Split } from '../../src/data/dataset.ts';
import { DataError } from '../../src/errors.ts';
import type { Task } from '../../src/tasks/task.ts';

const tasks: Task[] = [
  { name: 'yes', kind: 'binary' },
  { name: 'which', kind: 'multiclass', outputs: 3 },
  { name: 'any', kind: 'multilabel', outputs: 2 },
  { name: 'much', kind: 'regression', outputs: 2 },
];

const split: Split = {
  size: 2,
  inputs: Float32Array.of(1, 2, 3, 4, 5, 6),
  labels: {
    yes: { values: Float32Array.of(0, 1) },
    which: { values: Float32Array.of(0, 2) },
    any: { values: Float32Array.of(1, 1, 0, 1) },
    much: { values: Float32Array.of(-1, 0.5, 1e9, 0) },
  },
};

function check(test: Partial<Split> = {}, rest: Partial<Dataset> = {}): void {
  const input: InputSpec = { kind: 'tabular', width: 3 };
  const dataset: Dataset = {
    name: 'odd',
    input,
    tasks,
    splits: { train: split, validation: split, test: { ...split, ...test } },
    ...rest,
  };
  checkDataset(dataset, dataset.tasks.map(completeTask));
}

function labelled(task: string, values: number[], present?: number[]): Partial<Split> {
  const labels: Labels = { values: Float32Array.from(values), ...(present && { present: Uint8Array.from(present) }) };
  return { labels: { ...split.labels, [task]: labels } };
}

describe('checkDataset', () => {
  it('accepts valid splits, with any value in place of a missing label', () => {
    expect(() => check()).not.toThrow();
    expect(() => check(labelled('which', [7, 2], [0, 1]))).not.toThrow();
    expect(() =>
      check(
        labelled(
          'much',
          [NaN, NaN, 1, 2],
          [0, 1].map((mark) => mark),
        ),
      ),
    ).not.toThrow();
  });

  it.each<[string, string, Partial<Split>]>([
    ['no example', 'must have at least one example, has 0.', { size: 0 }],
    ['half an example', 'must have at least one example, has 1.5.', { size: 1.5 }],
    ['an input that is not there', ': inputs: expected 6 values, received 5.', { inputs: new Float32Array(5) }],
    [
      'an input that is not finite',
      ': input 1 of example 1 must be a finite number, is NaN.',
      { inputs: split.inputs.with(4, NaN) },
    ],
    [
      'labels that are not there',
      ': has no labels for the task much.',
      { labels: { ...split.labels, much: undefined } as unknown as Split['labels'] },
    ],
    ['labels of half the examples', ', much: labels: expected 4 values, received 2.', labelled('much', [1, 2])],
    [
      'a label that is not finite',
      ', much: the label of example 1 must be a finite number, is Infinity.',
      labelled('much', [1, 2, 3, Infinity]),
    ],
    [
      'a class beyond the last',
      ', which: the label of example 1 must be a class from 0 to 2, is 3.',
      labelled('which', [0, 3]),
    ],
    [
      'half a class',
      ', which: the label of example 0 must be a class from 0 to 2, is 0.5.',
      labelled('which', [0.5, 1]),
    ],
    ['a label of no class', ', yes: the label of example 1 must be 0 or 1, is 2.', labelled('yes', [0, 2])],
    ['a label below 0', ', any: the label of example 1 must be 0 or 1, is -1.', labelled('any', [0, 1, 1, -1])],
    [
      'marks of each label',
      ', any: marks of present labels: expected 2 values, received 4.',
      labelled('any', [0, 1, 1, 1], [1, 1, 1, 1]),
    ],
    [
      'a mark that is not 0 or 1',
      ', any: the mark of example 1 must be 0 or 1, is 2.',
      labelled('any', [0, 1, 1, 1], [0, 2]),
    ],
  ])('names the split, the task and the example of %s', (_, sentence, test) => {
    expect(() => check(test)).toThrow(DataError);
    expect(() => check(test)).toThrow(`odd, test${sentence.startsWith('must') ? `: ${sentence}` : sentence}`);
  });

  it.each([-1, 4, 1.5])('rejects the token %s of a vocabulary of four', (token) => {
    const input: InputSpec = { kind: 'text', length: 3, vocabulary: 4 };
    const inputs = Float32Array.of(0, 1, 2, 3, 0, 1);
    const splits = {
      train: { ...split, inputs },
      validation: { ...split, inputs },
      test: { ...split, inputs: inputs.with(5, token) },
    };
    expect(() => check({}, { input, splits: { ...splits, test: splits.train } })).not.toThrow();
    expect(() => check({}, { input, splits })).toThrow(
      new DataError(`odd, test: input 2 of example 1 must be a whole number from 0 to 3, is ${token}.`),
    );
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
    const labels = Object.fromEntries(names.map((name) => [name, { values: Float32Array.of(0, 1) }]));
    const named = names.map((name): Task => ({ name, kind: 'binary' }));
    const all = { train: { ...split, labels }, validation: { ...split, labels }, test: { ...split, labels } };
    expect(() => check({ labels }, { tasks: named, splits: all })).not.toThrow();
    for (const name of names) {
      const others = Object.fromEntries(Object.entries(labels).filter(([other]) => other !== name));
      const test = { ...split, labels: others };
      expect(() => check({}, { tasks: named, splits: { ...all, test } })).toThrow(
        new DataError(`odd, test: has no labels for the task ${name}.`),
      );
    }
  });

  it('requires tasks with distinct names', () => {
    expect(() => check({}, { tasks: [] })).toThrow(new DataError('odd: must have at least one task, has none.'));
    expect(() => check({}, { tasks: [...tasks, { name: 'yes', kind: 'binary' }] })).toThrow(
      new DataError('odd: two tasks have the same name.'),
    );
  });
});

describe('checkLearnable', () => {
  const learn = (labels: Split['labels']): void => {
    const train = { ...split, labels: { ...split.labels, ...labels } };
    const splits = { train, validation: split, test: split };
    checkLearnable({ name: 'odd', input: { kind: 'tabular', width: 3 }, tasks, splits }, tasks.map(completeTask));
  };

  it('is content with labels that differ in one output', () => {
    expect(() => learn({ any: { values: Float32Array.of(1, 1, 1, 0) } })).not.toThrow();
  });

  it.each<[string, Labels, string]>([
    ['yes', { values: Float32Array.of(1, 1) }, 'the labels of the task yes must differ, all are 1.'],
    ['which', { values: Float32Array.of(2, 0), present: Uint8Array.of(1, 0) }, 'which must differ, all are 2.'],
    ['much', { values: Float32Array.of(3, 4, 3, 4) }, 'the labels of the task much must differ, all are 3.'],
    ['any', { values: new Float32Array(4), present: new Uint8Array(2) }, 'the task any must have a label, has none.'],
  ])('names the task %s, from which nothing can be learnt', (task, labels, sentence) => {
    expect(() => learn({ [task]: labels })).toThrow(DataError);
    expect(() => learn({ [task]: labels })).toThrow(sentence);
  });
});
