import { inputsOf } from '../architectures/architecture.ts';
import { DataError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import type { TensorSpec } from '../layers/layer.ts';
import { lookup } from '../lookup.ts';
import { show } from '../show.ts';
import { checkTask } from '../tasks/check-task.ts';
import type { Task } from '../tasks/task.ts';
import type { ExampleSpecs } from './batch.ts';
import { type Dataset, type DataSource, type Labels, labelsOf, type Split } from './dataset.ts';
import { sizeOf } from '../size-of.ts';
import { isJoint, specsOf } from './joint.ts';
import { isSplit } from './split-source.ts';

/**
 * Checks that a model can be trained on a data set: that it is whole, and that every task has training labels which differ.
 *
 * @param dataset - The data set.
 * @throws {@link DataError} that names the split, the task and the example; {@link InvalidOptionError} for what a task says.
 */
export function checkTrainable(dataset: Dataset): void {
  checkDataset(dataset);
  checkLearnable(dataset);
}

/**
 * Checks that a data set is whole: what is said of its tasks, the number of values, and every value in memory.
 *
 * @param dataset - The data set.
 * @throws {@link DataError} that names the split, the task and the example.
 */
export function checkDataset(dataset: Dataset): void {
  const { name, tasks, inputs } = dataset;
  if (tasks.length === 0) throw new DataError(`${name}: must have at least one task, has none.`);
  for (const task of tasks) checkTask(task);
  if (new Set(tasks.map((task) => task.name)).size < tasks.length) {
    throw new DataError(`${name}: two tasks have the same name.`);
  }
  if (!isRecord(inputs) || Object.keys(inputs).length === 0) {
    throw new DataError(`${name}: must have at least one input, received ${show(inputs)}.`);
  }
  for (const [input, spec] of Object.entries(inputs)) checkSpec(`${name}, ${input}`, spec);
  for (const task of tasks) {
    const unknown = inputsOf(task, inputs).find((input) => !Object.hasOwn(inputs, input));
    if (unknown === undefined) continue;
    throw new DataError(
      `${name}: the task ${task.name} reads the input ${unknown}; there are ${Object.keys(inputs).join(', ')}.`,
    );
  }
  checkSplitNames(dataset);
  const given = Object.entries<Split | DataSource | undefined>(dataset.splits).filter(
    ([, examples]) => examples !== undefined,
  );
  for (const [split, examples] of given) checkExamples(`${name}, ${split}`, split, examples as Split, dataset);
}

function checkExamples(owner: string, split: string, examples: Split | DataSource, specs: ExampleSpecs): void {
  if (isRecord(examples) && isJoint(examples)) {
    for (const [source, part] of Object.entries(examples.parts)) {
      checkExamples(`${owner}, ${source}`, split, part, specsOf(specs, lookup(examples.sources, source)));
    }
  } else if (split === 'train' && isRecord(examples) && !isSplit(examples)) checkSource(owner, examples);
  else checkSplit(owner, examples as Split, specs);
}

function checkSpec(owner: string, spec: TensorSpec): void {
  const { shape, dtype } = isRecord(spec) ? spec : {};
  const isShape = Array.isArray(shape) && shape.every((length) => Number.isSafeInteger(length) && length >= 1);
  if (isShape && (dtype === 'float32' || dtype === 'int32')) return;
  throw new DataError(`${owner}: must have a shape and the dtype float32 or int32, received ${show(spec)}.`);
}

function checkSource(owner: string, source: DataSource): void {
  const { size, digest } = source;
  if (!(Number.isSafeInteger(size) && size > 0)) {
    throw new DataError(`${owner}: must have at least one example, has ${show(size)}.`);
  }
  if (!('gather' in source && source.gather instanceof Function)) {
    throw new DataError(`${owner}: gather must be a function, received ${show(source)}.`);
  }
  if (digest !== undefined && typeof digest !== 'string' && typeof digest !== 'function') {
    throw new DataError(`${owner}: digest must be a text, or a function that gives one, received ${show(digest)}.`);
  }
}

/**
 * Checks that a data set has training and validation examples, whatever is in them.
 *
 * @param dataset - The data set.
 * @throws {@link DataError} that names the split that it lacks.
 */
export function checkSplitNames({ name, splits }: Dataset): void {
  const missing = ['train', 'validation'].find((split) => !isRecord(splits) || !isRecord(splits[split as 'train']));
  if (missing === undefined) return;
  const received = isRecord(splits) ? Object.keys(splits).join(', ') || 'none' : show(splits);
  throw new DataError(`${name}: must have a split \`${missing}\`, its splits are ${received}.`);
}

/**
 * Checks that there is something to learn: every task has training labels with a weight above 0, and they are not constant.
 *
 * @param dataset - The data set, checked by {@link checkDataset}.
 * @throws {@link DataError} that names the task.
 */
export function checkLearnable({ name, tasks, splits: { train } }: Dataset): void {
  if (!isSplit(train)) return;
  for (const task of tasks) {
    const { values, mask, weight }: Labels = labelsOf(train, task.name) ?? { values: new Float32Array(0) };
    const width = sizeOf(task.kind.labels);
    const isKnown = (index: number): boolean => {
      const example = Math.floor(index / width);
      return mask?.[example] !== 0 && weight?.[example] !== 0;
    };
    const first = values.findIndex((_, index) => isKnown(index)); // The first number of the first labelled example.
    if (first < 0) {
      const label = weight ? 'a label with a weight above 0' : 'a label';
      throw new DataError(`${name}, train: the task ${task.name} must have ${label}, has none.`);
    }
    const start = first - (first % width);
    if (values.some((value, index) => isKnown(index) && value !== values[start + (index % width)])) continue;
    throw new DataError(`${name}, train: the labels of the task ${task.name} must differ, all are ${values[first]}.`);
  }
}

/**
 * Checks a part of a data set. A task may have no labels in it.
 *
 * @param owner - What it is called in an error.
 * @param split - The examples.
 * @param specs - What they must fit.
 * @param options - Whether numbers of inputs must be finite: a step that reads others can be left out.
 * @throws {@link DataError} that names the input or task, and the example.
 */
export function checkSplit(
  owner: string,
  split: Split,
  { inputs, tasks }: ExampleSpecs,
  { finite = true }: { readonly finite?: boolean } = {},
): void {
  if (!isRecord(split)) throw new DataError(`${owner}: must be a split, received ${show(split)}.`);
  if (!(Number.isInteger(split.size) && split.size > 0)) {
    throw new DataError(`${owner}: must have at least one example, has ${split.size}.`);
  }
  if (!isRecord(split.labels))
    throw new DataError(`${owner}: labels must be an object, received ${show(split.labels)}.`);
  for (const [name, spec] of Object.entries(inputs)) {
    if (isLeftOut(name, split, { inputs, tasks })) continue;
    const values: unknown =
      isRecord(split.inputs) && Object.hasOwn(split.inputs, name) ? split.inputs[name] : undefined;
    if (!(values instanceof Float32Array || values instanceof Int32Array)) {
      throw new DataError(
        `${owner}: the input ${name} must be a Float32Array or an Int32Array, received ${show(values)}.`,
      );
    }
    checkInput(`${owner}, ${name}`, values, { spec, size: split.size, finite });
  }
  for (const task of tasks) {
    const labels = labelsOf(split, task.name);
    if (labels) checkLabels(`${owner}, ${task.name}`, labels, task, split.size);
  }
}

/** Whether a split may do without an input, and does: the tasks that it has labels for read others. */
function isLeftOut(name: string, split: Split, { inputs, tasks }: ExampleSpecs): boolean {
  if (!isRecord(split.inputs) || Object.hasOwn(split.inputs, name)) return false;
  const labelled = tasks.filter((task) => labelsOf(split, task.name));
  return labelled.length > 0 && labelled.every((task) => !inputsOf(task, inputs).includes(name));
}

interface InputFacts {
  readonly spec: TensorSpec;
  readonly size: number;
  readonly finite: boolean;
}

function checkInput(owner: string, values: Float32Array | Int32Array, { spec, size, finite }: InputFacts): void {
  const width = sizeOf(spec);
  checkCount(`${owner}: inputs`, values.length, size * width);
  const { vocabulary, columns } = spec;
  const limits = columns?.map(({ levels }) => levels) ?? [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    const limit = vocabulary ?? limits[index % width];
    if (
      limit === undefined ? !finite || Number.isFinite(value) : Number.isInteger(value) && value >= 0 && value < limit
    )
      continue;
    const expected = limit === undefined ? 'a finite number' : `a whole number from 0 to ${limit - 1}`;
    const place = `value ${index % width} of example ${Math.floor(index / width)}`;
    throw new DataError(`${owner}: ${place} must be ${expected}, is ${value}.`);
  }
}

function checkLabels(owner: string, { values, mask, weight }: Labels, { kind }: Task, size: number): void {
  const width = sizeOf(kind.labels);
  checkCount(`${owner}: labels`, values.length, size * width);
  if (mask) {
    checkCount(`${owner}: mask`, mask.length, size);
    const wrong = mask.findIndex((mark) => mark > 1);
    if (wrong >= 0) throw new DataError(`${owner}: the mask of example ${wrong} must be 0 or 1, is ${mask[wrong]}.`);
  }
  if (weight) {
    checkCount(`${owner}: weights of examples`, weight.length, size);
    const wrong = weight.findIndex((value) => !(value >= 0 && Number.isFinite(value)));
    if (wrong >= 0)
      throw new DataError(`${owner}: the weight of example ${wrong} must be at least 0, is ${weight[wrong]}.`);
  }
  for (let example = 0; example < size; example += 1) {
    if (mask?.[example] === 0) continue;
    const label = values.subarray(example * width, (example + 1) * width);
    const expected = kind.checkLabel(label);
    if (expected === undefined) continue;
    throw new DataError(`${owner}: the label of example ${example} must be ${expected}, is ${label.join(', ')}.`);
  }
}

function checkCount(owner: string, received: number, expected: number): void {
  if (received !== expected) throw new DataError(`${owner}: expected ${expected} values, received ${received}.`);
}
