import { type Dataset, inputShape, type Labels, labelsOf, type Split, type SplitName } from './dataset.ts';
import { DataError } from './errors.ts';
import { isRecord } from './is-record.ts';
import { show } from './show.ts';
import { type CompleteTask, completeTask } from './task.ts';

const splitNames: readonly SplitName[] = ['train', 'validation', 'test'];

/** What a split must fit. */
interface Expected {
  readonly input: Dataset['input'];
  readonly tasks: readonly CompleteTask[];
}

/**
 * Checks that a model can be trained on a data set: that it is whole, and that every task has training labels which differ.
 *
 * @param dataset - The data set.
 * @returns Its tasks, completed.
 * @throws {@link DataError} that names the split, the task and the example; {@link InvalidOptionError} for what a task says.
 */
export function checkTrainable(dataset: Dataset): readonly CompleteTask[] {
  checkSplitNames(dataset);
  const tasks = dataset.tasks.map(completeTask);
  checkDataset(dataset, tasks);
  checkLearnable(dataset, tasks);
  return tasks;
}

/**
 * Checks that a data set is whole: what is said of its tasks, the number of values, and every value.
 *
 * @param dataset - The data set.
 * @param tasks - Its tasks, completed.
 * @throws {@link DataError} that names the split, the task and the example.
 */
export function checkDataset(dataset: Dataset, tasks: readonly CompleteTask[]): void {
  if (tasks.length === 0) throw new DataError(`${dataset.name}: must have at least one task, has none.`);
  const names = new Set(tasks.map(({ name }) => name));
  if (names.size < tasks.length) throw new DataError(`${dataset.name}: two tasks have the same name.`);
  checkSplitNames(dataset);
  for (const name of splitNames) {
    checkSplit(`${dataset.name}, ${name}`, dataset.splits[name], { input: dataset.input, tasks });
  }
}

/**
 * Checks that a data set has its three splits, whatever is in them.
 *
 * @param dataset - The data set.
 * @throws {@link DataError} that names the one that it lacks.
 */
export function checkSplitNames({ name, splits }: Dataset): void {
  const missing = splitNames.find((split) => !isRecord(splits) || !isRecord(splits[split]));
  if (missing === undefined) return;
  const received = isRecord(splits) ? Object.keys(splits).join(', ') || 'none' : show(splits);
  throw new DataError(`${name}: must have a split \`${missing}\`, its splits are ${received}.`);
}

/**
 * Checks that there is something to learn: every task has training labels, and they are not constant.
 *
 * @param dataset - The data set, checked by {@link checkDataset}.
 * @param tasks - Its tasks, completed.
 * @throws {@link DataError} that names the task.
 */
export function checkLearnable({ name, splits: { train } }: Dataset, tasks: readonly CompleteTask[]): void {
  for (const task of tasks) {
    const { values, present } = labelsOf(train, task.name);
    const width = values.length / train.size;
    const isKnown = (index: number): boolean => present?.[Math.floor(index / width)] !== 0;
    const first = values.findIndex((_, index) => isKnown(index)); // The first number of the first labelled example.
    if (first < 0) throw new DataError(`${name}, train: the task ${task.name} must have a label, has none.`);
    if (values.some((value, index) => isKnown(index) && value !== values[first + (index % width)])) continue;
    throw new DataError(`${name}, train: the labels of the task ${task.name} must differ, all are ${values[first]}.`);
  }
}

/**
 * Checks a part of a data set.
 *
 * @param owner - What it is called in an error.
 * @param split - The examples.
 * @param expected - What they must fit.
 * @throws {@link DataError} that names the task and the example.
 */
export function checkSplit(owner: string, split: Split, expected: Expected): void {
  const { input, tasks } = expected;
  if (!isRecord(split)) throw new DataError(`${owner}: must be a split, received ${show(split)}.`);
  if (!ArrayBuffer.isView(split.inputs)) {
    throw new DataError(`${owner}: inputs must be a typed array, received ${show(split.inputs)}.`);
  }
  if (!(Number.isInteger(split.size) && split.size > 0)) {
    throw new DataError(`${owner}: must have at least one example, has ${split.size}.`);
  }
  const width = inputShape(input).reduce((product, length) => product * length, 1);
  checkCount(`${owner}: inputs`, split.inputs.length, split.size * width);
  const limit = input.kind === 'text' ? input.vocabulary : undefined;
  split.inputs.forEach((value, index) => {
    const wrong =
      limit === undefined ? !Number.isFinite(value) : !(Number.isInteger(value) && value >= 0 && value < limit);
    if (wrong) {
      const expectation = limit === undefined ? 'a finite number' : `a whole number from 0 to ${limit - 1}`;
      throw new DataError(
        `${owner}: input ${index % width} of example ${Math.floor(index / width)} must be ${expectation}, is ${value}.`,
      );
    }
  });
  for (const task of tasks) {
    if (!isRecord(split.labels) || !Object.hasOwn(split.labels, task.name) || !split.labels[task.name]) {
      throw new DataError(`${owner}: has no labels for the task ${task.name}.`);
    }
    checkLabels(`${owner}, ${task.name}`, labelsOf(split, task.name), task, split.size);
  }
}

function checkLabels(owner: string, { values, present }: Labels, { kind, outputs }: CompleteTask, size: number): void {
  const width = kind === 'multiclass' ? 1 : outputs;
  checkCount(`${owner}: labels`, values.length, size * width);
  if (present) {
    checkCount(`${owner}: marks of present labels`, present.length, size);
    const wrong = present.findIndex((mark) => mark > 1);
    if (wrong >= 0) throw new DataError(`${owner}: the mark of example ${wrong} must be 0 or 1, is ${present[wrong]}.`);
  }
  values.forEach((value, index) => {
    const example = Math.floor(index / width);
    if (present?.[example] === 0) return;
    const expectation = expectedLabel(kind, outputs);
    if (!expectation.holds(value)) {
      throw new DataError(`${owner}: the label of example ${example} must be ${expectation.words}, is ${value}.`);
    }
  });
}

function expectedLabel(
  kind: CompleteTask['kind'],
  outputs: number,
): { words: string; holds: (value: number) => boolean } {
  switch (kind) {
    case 'multiclass':
      return {
        words: `a class from 0 to ${outputs - 1}`,
        holds: (value) => Number.isInteger(value) && value >= 0 && value < outputs,
      };
    case 'binary':
    case 'multilabel':
      return { words: '0 or 1', holds: (value) => value === 0 || value === 1 };
    case 'regression':
      return { words: 'a finite number', holds: Number.isFinite };
  }
}

function checkCount(owner: string, received: number, expected: number): void {
  if (received !== expected) throw new DataError(`${owner}: expected ${expected} values, received ${received}.`);
}
