import { inputsOf } from '../architectures/architecture.ts';
import { canonicalJson } from '../documents/canonical.ts';
import { DataError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { checkKnownOptions } from '../known-options.ts';
import type { TensorSpec } from '../layers/layer.ts';
import { lookup } from '../lookup.ts';
import { preprocessing } from '../preprocessing/rows-preprocessing.ts';
import { show } from '../show.ts';
import type { Task } from '../tasks/task.ts';
import type { Dataset, Inputs, SplitName } from './dataset.ts';
import { joinExamples, type JointSource, type JointSplit, type SourceNames } from './joint.ts';

/** Options of {@link multiSource}. */
export interface MultiSourceOptions {
  /** The name of the data set. */
  readonly name: string;
  /** The data sets that it is made of, by the names of the sources. */
  readonly sources: Readonly<Record<string, Dataset>>;
}

/** A data set of several sources. */
export interface MultiSourceDataset extends Dataset {
  /** Its examples, and those of each source: `splits.test.parts.NAME` is what `evaluate` takes for one source. */
  readonly splits: {
    readonly train: JointSplit | JointSource;
    readonly validation: JointSplit;
    readonly test?: JointSplit;
  };
}

/**
 * Several data sets as one, for a model that learns the tasks of all: each source has its own examples, inputs and tasks.
 *
 * Inputs of one name are one input, with one encoder that the sources share: they must be of the same shape and type, and encoded alike (the same
 * vocabulary, the same column). Other inputs have encoders of their own. Tasks of one name that are the same in everything are one task, with labels from several sources.
 *
 * A sampler says how much each source gives to a step: the options `sampler` and `sourcesPerBatch` of {@link fit}. An epoch has as many steps as batches
 * fit into the examples of all sources together, whatever the sampler. Each source is gone through in random order, again and again, and goes on in the next
 * epoch where it was: with {@link proportionalSampling} an epoch is about one pass over every source, with others small sources repeat and large ones take longer.
 *
 * @example
 * const dataset = multiSource({ name: 'language', sources: { words: tagging, posts: emotions } });
 * const { model } = await fit({ dataset, balancer, epochs: 10, sampler: temperatureSampling({ temperature: 3 }) });
 * await model.evaluate(dataset.splits.test?.parts.words);
 *
 * @param options - Its name and its sources.
 * @throws {@link DataError} when inputs, their encodings or tasks of one name differ, {@link UnknownOptionError} for an option that does not exist.
 */
export function multiSource(options: MultiSourceOptions): MultiSourceDataset {
  checkKnownOptions<MultiSourceOptions>('multiSource', options, { name: true, sources: true });
  const { name, sources } = options;
  if (!isRecord(sources) || Object.keys(sources).length === 0) {
    throw new DataError(`${name}: must have at least one source, received ${show(sources)}.`);
  }
  const named = Object.entries(sources);
  const inputs = union<TensorSpec>(name, 'input', named, (source) => Object.entries(source.inputs), canonicalJson);
  const tasks = union<Task>(
    name,
    'task',
    named,
    (source) => source.tasks.map((task) => [task.name, reading(task, source.inputs, inputs)]),
    ({ kind, input, priority }) => canonicalJson({ kind: kind.config, input, priority }),
  );
  const specs = { inputs, tasks: Object.values(tasks) };
  const namesOf = (source: Dataset): SourceNames => ({
    inputs: Object.keys(source.inputs),
    tasks: source.tasks.map((task) => task.name),
  });
  const joined = (split: SplitName): JointSplit | JointSource | undefined => {
    const parts = named.flatMap(([source, { splits }]) => {
      const examples = splits[split];
      return examples ? [[source, examples] as const] : [];
    });
    if (parts.length === 0) return undefined;
    const own = parts.map(([source]) => [source, namesOf(lookup(sources, source))]);
    return joinExamples(specs, {
      parts: Object.fromEntries(parts),
      sources: Object.fromEntries(own) as JointSplit['sources'],
    });
  };
  const splits = Object.fromEntries(
    (['train', 'validation', 'test'] as const).flatMap((split) => {
      const examples = joined(split);
      return examples ? [[split, examples]] : [];
    }),
  ) as unknown as MultiSourceDataset['splits'];
  const encoding = joinPreprocessing(name, named);
  return { name, ...specs, ...(encoding && { preprocessing: encoding }), splits };
}

/** How rows of any source become inputs, where all sources say so. */
function joinPreprocessing(
  owner: string,
  sources: readonly (readonly [string, Dataset])[],
): Dataset['preprocessing'] | undefined {
  const inputs = union(
    owner,
    'encoding of the input',
    sources,
    ({ preprocessing: own }) => Object.entries(own?.inputs ?? {}),
    ({ config }) => canonicalJson(config),
  );
  if (sources.some(([, { preprocessing: own }]) => !own)) return undefined;
  const targets = sources.flatMap(([, { preprocessing: own }]) => Object.entries(own?.targets ?? {}));
  return preprocessing({ inputs, targets: Object.fromEntries(targets) });
}

/** What sources have by name; what has one name must be the same. */
function union<Value>(
  owner: string,
  what: string,
  sources: readonly (readonly [string, Dataset])[],
  valuesOf: (source: Dataset) => readonly (readonly [string, Value])[],
  text: (value: Value) => string,
): Readonly<Record<string, Value>> {
  const found = new Map<string, { readonly value: Value; readonly source: string }>();
  for (const [source, dataset] of sources) {
    for (const [name, value] of valuesOf(dataset)) {
      const known = found.get(name);
      if (known && text(known.value) !== text(value)) {
        throw new DataError(
          `${owner}: the ${what} ${name} must be the same in ${known.source} and ${source}, or have another name.`,
        );
      }
      if (!known) found.set(name, { value, source });
    }
  }
  return Object.fromEntries([...found].map(([name, { value }]) => [name, value]));
}

/** A task that reads what it reads in its source. */
function reading(task: Task, own: Inputs<TensorSpec>, all: Inputs<TensorSpec>): Task {
  const names = inputsOf(task, own);
  if (names.length === Object.keys(all).length) return task;
  return { ...task, input: names.length === 1 ? names[0] : names } as Task;
}
