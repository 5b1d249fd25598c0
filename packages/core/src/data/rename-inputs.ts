import { inputsOf } from '../architectures/architecture.ts';
import { DataError, InvalidOptionError } from '../errors.ts';
import { didYouMean } from '../nearest.ts';
import { preprocessing } from '../preprocessing/rows-preprocessing.ts';
import type { Dataset, DataSource, Inputs, Split } from './dataset.ts';
import { isJoint } from './joint.ts';
import { isSplit } from './split-source.ts';

/**
 * The same data set with other names of inputs: for {@link multiSource}, where inputs of one name are one input.
 *
 * @example
 * multiSource({ name: 'house', sources: { rooms: renameInputs(rooms, { table: 'room' }), walls: renameInputs(walls, { table: 'wall' }) } });
 *
 * @param dataset - The data set.
 * @param names - The new names of inputs by their old ones; others keep theirs.
 * @throws {@link InvalidOptionError} when the data set has no input of an old name; {@link DataError} when two inputs get one name, or it has several
 *   sources: rename the inputs of each source.
 */
export function renameInputs<Data extends Dataset>(dataset: Data, names: Readonly<Record<string, string>>): Data {
  const { name: owner, inputs, tasks, splits } = dataset;
  const known = Object.keys(inputs);
  const unknown = Object.keys(names).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const expected = `among ${known.join(', ')}${didYouMean(unknown, known)}`;
    throw new InvalidOptionError(`data set ${owner}`, 'names', expected, unknown);
  }
  if (isJoint(splits.train)) throw new DataError(`${owner}: rename the inputs of each source, not of all together.`);
  const renamed = <Value>(values: Inputs<Value>): Inputs<Value> => {
    const entries = Object.entries(values).map(([name, value]) => [names[name] ?? name, value] as const);
    return Object.fromEntries(entries);
  };
  const all = renamed(inputs);
  if (Object.keys(all).length < known.length) throw new DataError(`${owner}: two inputs must not get the same name.`);
  const encoding = dataset.preprocessing;
  return {
    ...dataset,
    inputs: all,
    tasks: tasks.map((task) => {
      if (task.input === undefined) return task;
      const read = inputsOf(task, inputs).map((name) => names[name] ?? name);
      return { ...task, input: read.length === 1 ? read[0] : read };
    }),
    splits: Object.fromEntries(
      Object.entries<Split | DataSource | undefined>(splits).flatMap(([split, examples]) =>
        examples ? [[split, renamedExamples(examples, renamed)]] : [],
      ),
    ),
    ...(encoding && {
      preprocessing: preprocessing({ inputs: renamed(encoding.inputs), targets: encoding.targets }),
    }),
  };
}

function renamedExamples(
  examples: Split | DataSource,
  renamed: (inputs: Split['inputs']) => Split['inputs'],
): Split | DataSource {
  if (isSplit(examples)) return { ...examples, inputs: renamed(examples.inputs) };
  const { size, digest } = examples;
  return {
    size,
    async gather(indices) {
      const split = await examples.gather(indices);
      return { ...split, inputs: renamed(split.inputs) };
    },
    ...(digest !== undefined && { digest }),
  };
}
