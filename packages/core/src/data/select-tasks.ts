import { inputsOf } from '../architectures/architecture.ts';
import { InvalidOptionError } from '../errors.ts';
import { lookup } from '../lookup.ts';
import { didYouMean } from '../nearest.ts';
import type { Task } from '../tasks/task.ts';
import type { ExampleSpecs } from './batch.ts';
import type { Dataset, DataSource, Split } from './dataset.ts';
import { isJoint, joinExamples, type SourceNames } from './joint.ts';

/**
 * The same data set with some of its tasks only: what a single-task baseline is trained on. Of several sources those stay that have one of the tasks,
 * with the inputs that these read.
 *
 * @param dataset - The data set.
 * @param names - The tasks to keep, in this order.
 * @throws {@link InvalidOptionError} when the data set has no task of a name.
 */
export function selectTasks(dataset: Dataset, names: readonly string[]): Dataset {
  const tasks = tasksNamed(`data set ${dataset.name}`, dataset.tasks, names);
  if (!isJoint(dataset.splits.train)) return { ...dataset, tasks };
  const specs = { inputs: inputsRead({ inputs: dataset.inputs, tasks }), tasks };
  const splits = Object.entries<Split | DataSource | undefined>(dataset.splits).flatMap(([name, examples]) => {
    const selected = examples && selectExamples(examples, specs);
    return selected ? [[name, selected]] : [];
  });
  return { ...dataset, ...specs, splits: Object.fromEntries(splits) as Dataset['splits'] };
}

/**
 * Tasks by their names.
 *
 * @param owner - What was given the names.
 * @param tasks - The tasks that there are.
 * @param names - The names.
 * @throws {@link InvalidOptionError} when there is no task of a name; names the nearest.
 */
export function tasksNamed(owner: string, tasks: readonly Task[], names: readonly string[]): readonly Task[] {
  return names.map((name) => {
    const task = tasks.find((candidate) => candidate.name === name);
    if (task) return task;
    const known = tasks.map((candidate) => candidate.name);
    throw new InvalidOptionError(owner, 'tasks', `among ${known.join(', ')}${didYouMean(name, known)}`, name);
  });
}

/**
 * The inputs that tasks read.
 *
 * @param specs - All inputs, and the tasks.
 */
export function inputsRead({ inputs, tasks }: ExampleSpecs): ExampleSpecs['inputs'] {
  const read = new Set(tasks.flatMap((task) => inputsOf(task, inputs)));
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => read.has(name)));
}

function selectExamples(examples: Split | DataSource, specs: ExampleSpecs): Split | DataSource | undefined {
  if (!isJoint(examples)) return examples;
  const kept = Object.keys(examples.parts).flatMap((source): [string, SourceNames][] => {
    const { inputs, tasks } = lookup(examples.sources, source);
    const own = tasks.filter((name) => specs.tasks.some((task) => task.name === name));
    return own.length > 0 ? [[source, { inputs: inputs.filter((name) => name in specs.inputs), tasks: own }]] : [];
  });
  if (kept.length === 0) return undefined;
  const parts = kept.map(([source]) => [source, lookup<Split | DataSource>(examples.parts, source)] as const);
  return joinExamples(specs, { parts: Object.fromEntries(parts), sources: Object.fromEntries(kept) });
}
