import { lookup } from '../lookup.ts';
import type { Task } from '../tasks/task.ts';
import type { ExampleSpecs } from './batch.ts';
import { type DataSource, type Labels, labelsOf, type Split } from './dataset.ts';
import { blankValues, joinedValues } from './joined-values.ts';
import { lazily } from './lazily.ts';
import { gatherSplit, isSplit } from './split-source.ts';

/** What a source has of a data set. */
export interface SourceNames {
  /** The inputs that its examples have. */
  readonly inputs: readonly string[];
  /** The tasks that its examples may have labels for. */
  readonly tasks: readonly string[];
}

/** Examples of several sources: as one, and those of each source. */
export interface JointExamples<Examples> {
  /** The examples of each source, by its name: with its own inputs and labels only. */
  readonly parts: Readonly<Record<string, Examples>>;
  /** What each source has, by its name. */
  readonly sources: Readonly<Record<string, SourceNames>>;
}

/**
 * Examples in memory of several sources, one source after the other. As one split, an input that a source does not have is 0 for its examples and a label
 * missing; these arrays are made when they are read, so that what goes by {@link JointExamples.parts} needs no memory for them.
 */
export type JointSplit = Split & JointExamples<Split>;

/** Examples of several sources, some of which are not in memory. */
export type JointSource = DataSource & JointExamples<Split | DataSource>;

/**
 * Whether examples are of several sources.
 *
 * @param examples - The examples.
 */
export function isJoint<Examples extends Split | DataSource>(
  examples: Examples,
): examples is Examples & (Examples extends Split ? JointSplit : JointSource) {
  return 'parts' in examples;
}

/**
 * What the examples of a source are made of.
 *
 * @param specs - What those of the data set are made of.
 * @param names - What the source has of it.
 */
export function specsOf(specs: ExampleSpecs, { inputs, tasks }: SourceNames): ExampleSpecs {
  return {
    inputs: Object.fromEntries(Object.entries(specs.inputs).filter(([name]) => inputs.includes(name))),
    tasks: specs.tasks.filter(({ name }) => tasks.includes(name)),
  };
}

/**
 * Examples of several sources, one source after the other.
 *
 * @param specs - What those of the data set are made of.
 * @param joint - Those of each source, and what it has.
 */
export function joinExamples(
  specs: ExampleSpecs,
  { parts, sources }: JointExamples<Split | DataSource>,
): JointSplit | JointSource {
  const all = Object.values(parts);
  if (all.every(isSplit)) {
    return { ...joinSplits(specs, all), parts: parts as Readonly<Record<string, Split>>, sources };
  }
  const size = all.reduce((sum, part) => sum + part.size, 0);
  return { size, gather: (indices) => gatherJoint(specs, all, indices), parts, sources };
}

async function gatherJoint(
  specs: ExampleSpecs,
  parts: readonly (Split | DataSource)[],
  indices: Uint32Array,
): Promise<Split> {
  const fetched: Split[] = [];
  const places = new Map<number, number>();
  let start = 0;
  for (const part of parts) {
    const [from, to] = [start, start + part.size];
    const own = indices.filter((index) => index >= from && index < to).map((index) => index - from);
    const rows = Uint32Array.from(new Set(own));
    for (const row of rows) places.set(from + row, places.size);
    if (rows.length > 0) fetched.push(isSplit(part) ? gatherSplit(part, rows, specs) : await part.gather(rows));
    start = to;
  }
  const order = indices.map((index) => places.get(index) ?? 0);
  return gatherSplit(joinSplits(specs, fetched), order, specs);
}

function joinSplits({ inputs, tasks }: ExampleSpecs, parts: readonly Split[]): Split {
  const known = new Map(tasks.map((task) => [task.name, task]));
  const labelled = [...known.keys()].filter((name) => parts.some((part) => labelsOf(part, name)));
  return {
    size: parts.reduce((sum, part) => sum + part.size, 0),
    inputs: lazily(Object.keys(inputs), (name) => {
      const spec = lookup(inputs, name);
      return joinedValues(
        parts.map(({ size, inputs: { [name]: values } }) => values ?? blankValues(spec, size)),
        spec.dtype,
      );
    }),
    labels: lazily(labelled, (name) => joinLabels(lookup(known, name), parts)),
  };
}

function joinLabels({ name, kind }: Task, parts: readonly Split[]): Labels {
  const all = parts.map((part): Labels & { readonly size: number } => {
    const { size } = part;
    const labels = labelsOf(part, name) ?? { values: blankValues(kind.labels, size), mask: new Uint8Array(size) };
    return { ...labels, size };
  });
  const { length } = parts;
  const masks = all.flatMap(({ mask, size }) => [...(mask ?? new Uint8Array(size).fill(1))]);
  const weights = all.flatMap(({ weight, size }) => [...(weight ?? new Float32Array(size).fill(1))]);
  return {
    values: joinedValues(
      all.map(({ values }) => values),
      kind.labels.dtype,
    ),
    ...(all.filter(({ mask }) => !mask).length < length && { mask: Uint8Array.from(masks) }),
    ...(all.filter(({ weight }) => !weight).length < length && { weight: Float32Array.from(weights) }),
  };
}
